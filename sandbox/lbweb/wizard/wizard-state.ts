import type { Parameter } from '../addresses/links';

/** Where a visitor is in a wizard: all of it travels in the address (lbweb facts 5.3). */
export interface WizardState {
  /** From 1. */
  readonly step: number;
  /** Parameters of all steps, a later step's word before an earlier one's. */
  readonly values: ReadonlyMap<string, string>;
  /** The same as they came, `params[2][agrmid]`, for links and forms to the next step. */
  readonly carried: readonly Parameter[];
}

export function readWizardState(...sources: readonly URLSearchParams[]): WizardState {
  const pairs = sources.flatMap((source) => [...source]);
  const wished = Number.parseInt(pairs.findLast(([name]) => name === 'step')?.[1] ?? '1', 10);
  const parameters = pairs
    .flatMap(([name, value]) => {
      const match = /^params\[(\d+)\]\[(\w+)\]$/.exec(name);
      return match ? [{ step: Number(match[1]), key: match[2] ?? '', name, value }] : [];
    })
    .toSorted((left, right) => left.step - right.step);
  return {
    step: wished > 0 ? wished : 1,
    values: new Map(parameters.map(({ key, value }) => [key, value])),
    carried: parameters.map(({ name, value }) => [name, value]),
  };
}

export function wizardParameter(step: number, key: string): string {
  return `params[${step}][${key}]`;
}
