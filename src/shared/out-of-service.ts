/** Something of our own that the work needs is away for now. What was asked may be asked again. */
export class OutOfService extends Error {
  constructor(what: string, cause: unknown) {
    super(`${what} is away`, { cause });
    this.name = 'OutOfService';
  }
}
