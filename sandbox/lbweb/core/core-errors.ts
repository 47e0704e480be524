/** The core said no. */
export class CoreFault extends Error {
  override readonly name = 'CoreFault';

  /**
   * @param faultstring the message template
   * @param detail the same with its values filled in
   */
  constructor(
    readonly faultstring: string,
    readonly detail: string,
  ) {
    super(detail);
  }

  /** No session, or one that is over. */
  get isSessionOver(): boolean {
    return this.faultstring === 'error_auth';
  }

  /** Whether either text holds the fragment, whatever the case. */
  says(fragment: string): boolean {
    return `${this.detail}\n${this.faultstring}`.toLowerCase().includes(fragment.toLowerCase());
  }
}

/** No answer of the core, or none that can be read. */
export class CoreUnreachable extends Error {
  override readonly name = 'CoreUnreachable';
}
