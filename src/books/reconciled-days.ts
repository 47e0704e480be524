import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';

/** How far the reconciliation of a day has come on one terminal. */
export interface ReconciledTerminal {
  readonly terminal: string;
  /** When the last run that came to its end began; null while none has. */
  readonly lastBeganAt: Date | null;
  /** When it came to its end. */
  readonly lastFinishedAt: Date | null;
  readonly isRunning: boolean;
}

/** The terminals that a day was reconciled on, or is being, by name. A day is compared as it was when its run began. */
export async function reconciledTerminalsOf(
  connection: Connection,
  day: string,
): Promise<readonly ReconciledTerminal[]> {
  const rows = await connection.rows<{
    terminal: string;
    began: Date | null;
    ended: Date | null;
    running: string | number;
  }>(
    `SELECT terminal, MAX(IF(state = 'done', began_at, NULL)) AS began, MAX(IF(state = 'done', finished_at, NULL)) AS ended,
       MAX(state = 'running') AS running
     FROM reconciliations WHERE day = ? GROUP BY terminal ORDER BY terminal`,
    [day],
  );
  return rows.map(({ terminal, began, ended, running }) => ({
    terminal,
    lastBeganAt: began,
    lastFinishedAt: ended,
    isRunning: integerOf(running) === 1,
  }));
}
