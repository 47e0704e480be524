import { Logger } from '@nestjs/common';
import type { Ids } from '../shared/ids';
import { runWithRequestId } from '../shared/request-context';
import type { FindCases } from './find-cases';
import type { SettleCases } from './settle-cases';

/** One round of the desk: what is at an end is settled, what is new is opened. */
export class SuspenseWork {
  private readonly logger = new Logger('Suspense');

  constructor(
    private readonly settle: SettleCases,
    private readonly find: FindCases,
    private readonly ids: Ids,
  ) {}

  async run(isStopped: () => boolean): Promise<void> {
    await runWithRequestId(this.ids.next(), async () => {
      for (const part of [this.settle, this.find]) {
        // What fails for one part fails for it alone.
        await part
          .run(isStopped)
          .catch((error: unknown) => this.logger.error({ err: error }, 'A round of the desk broke off'));
      }
    });
  }
}
