/** A request that has passed its schema: values by element name, absent ones by their default. */
export class Message {
  constructor(private readonly values: ReadonlyMap<string, readonly (string | Message)[]>) {}

  has(name: string): boolean {
    return this.values.has(name);
  }

  text(name: string): string {
    const value = this.values.get(name)?.[0];
    return typeof value === 'string' ? value : '';
  }

  /** Identifiers beyond 2^53 lose digits here; the demo data has none that long. */
  integer(name: string, absent = 0): number {
    return this.has(name) ? Number(this.text(name)) : absent;
  }

  group(name: string): Message {
    return this.groups(name)[0] ?? new Message(new Map());
  }

  groups(name: string): Message[] {
    return (this.values.get(name) ?? []).filter((value) => value instanceof Message);
  }
}
