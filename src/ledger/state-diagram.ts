import { INITIAL_STATUS, TRANSITIONS } from './transitions';

/** The transition table as a Mermaid state diagram, for the documentation. */
export function stateDiagram(): string {
  const moves = TRANSITIONS.flatMap(({ from, to, by }) =>
    from.map((status) => `  ${status} --> ${to}: ${by}`),
  );
  return ['stateDiagram-v2', `  [*] --> ${INITIAL_STATUS}`, ...moves, '  refunded --> [*]'].join('\n');
}
