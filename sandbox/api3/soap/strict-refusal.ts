/**
 * The message is not what the schema or SOAP 1.1 says. The real core forgives much of this; the stand-in does
 * not, so that a client finds its mistake here and not at the next version of the core.
 */
export class StrictRefusal extends Error {
  override readonly name = 'StrictRefusal';
}
