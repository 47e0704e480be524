import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import type { UploadedFile } from '../shared/http/uploaded-file';
import type { Ids } from '../shared/ids';
import { Problem } from '../shared/problem/problem';
import { lineBatches, type BatchRules, type LineBatch } from './line-batches';
import { openTable } from './reading/open-table';
import type { Table } from './reading/table';
import { RegistryHold, type Totals } from './registry-hold';
import { RegistryProblems } from './registry-problems';

export interface RegistryUpload {
  readonly file: UploadedFile;
  readonly fileName: string;
  readonly uploadedBy: string;
}

const RETRY_AFTER_SECONDS = 60;
const NO_LINES: Totals = { linesGood: 0, linesBad: 0, firstDay: null, lastDay: null };

/** Takes in a registry of the bank: nothing of it counts before all of it is read, and the same file counts once. */
export class LoadRegistry {
  constructor(
    private readonly units: SqlUnits,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly rules: BatchRules,
  ) {}

  /**
   * @returns the id of the registry, and whether it is new
   * @throws Problem when the file cannot be read, or another request is reading it
   */
  async execute({ file, fileName, uploadedBy }: RegistryUpload): Promise<{ id: string; isNew: boolean }> {
    const table = await openTable(file);
    const { hash: contentHash, sizeBytes } = file;
    const tools = { units: this.units, clock: this.clock, ids: this.ids };
    const taken = await RegistryHold.take(tools, {
      contentHash,
      fileName,
      format: table.format,
      sizeBytes,
      uploadedBy,
    });
    if (taken.kind === 'known') return { id: taken.id, isNew: false };
    if (taken.kind === 'busy')
      throw new Problem(RegistryProblems.beingRead, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    await this.read(table, taken.hold);
    return { id: taken.hold.id, isNew: true };
  }

  private async read(table: Table, hold: RegistryHold): Promise<void> {
    let totals = NO_LINES;
    try {
      await hold.clear();
      for await (const batch of lineBatches(table, this.rules)) {
        await hold.keep(batch);
        totals = plus(totals, batch);
      }
      if (totals.linesGood === 0 && totals.linesBad > 0) throw new Problem(RegistryProblems.noGoodLine);
      await hold.finish(totals);
    } catch (error) {
      await giveUp(hold, error, totals);
      throw error;
    }
  }
}

function plus(totals: Totals, { lines, faults }: LineBatch): Totals {
  let { firstDay, lastDay } = totals;
  for (const { day } of lines) {
    if (firstDay === null || day < firstDay) firstDay = day;
    if (lastDay === null || day > lastDay) lastDay = day;
  }
  return {
    linesGood: totals.linesGood + lines.length,
    linesBad: totals.linesBad + faults.length,
    firstDay,
    lastDay,
  };
}

/** What is wrong with the file is kept; whatever else went wrong is no matter of the file, which may be tried again. */
async function giveUp(hold: RegistryHold, error: unknown, totals: Totals): Promise<void> {
  try {
    const isOfTheFile = error instanceof Problem && error.kind.status === 422;
    await (isOfTheFile ? hold.fail(error.kind.code, totals) : hold.release());
  } catch {
    // Then the hold ends by itself, and the first failure is the one to tell.
  }
}
