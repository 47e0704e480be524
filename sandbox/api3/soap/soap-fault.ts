export type FaultCode = 'Server' | 'Client';

/** What the core answers instead of a result: a message template and the same text with its values filled in. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';

  constructor(
    readonly faultstring: string,
    readonly detail: string,
    readonly code: FaultCode = 'Server',
  ) {
    super(detail);
  }
}

/** api3 facts: `faultstring` keeps the placeholders `$1`, `$2`, `detail` carries the filled text. */
export function faultOf(template: string, ...values: readonly (string | number)[]): SoapFault {
  const detail = template.replace(/\$(\d)/g, (placeholder, position: string) =>
    String(values[Number(position) - 1] ?? placeholder),
  );
  return new SoapFault(template, detail);
}
