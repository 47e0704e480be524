import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient, ApiResponse } from '../contract/recording-client';
import type { RegistryFile } from './registry-files';
import { seenOf, type Seen } from './score';
import type { Book } from './story';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A day of twenty thousand orders, on a busy machine. */
const RUN_PATIENCE_MS = 3_600_000;
const LOOK_EVERY_MS = 500;

type Found = Parameters<typeof seenOf>[0] & {
  readonly id: string;
  readonly terminal: string;
  readonly state: string;
  readonly remedy: string;
};

/** Finance at the service's own interface. */
export class FinanceDesk {
  constructor(
    private readonly api: ApiClient,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** @throws Error unless every line was taken */
  async upload({ name, body, lines }: RegistryFile): Promise<void> {
    const type = name.endsWith('.csv') ? CSV : XLSX;
    const answer = await this.api.request('POST', `/v1/registries?fileName=${name}`, {
      headers: { ...this.headers, 'content-type': type },
      rawBody: body,
    });
    const { state, linesGood, linesBad } = expectStatus(answer, 201) as Record<string, unknown>;
    if (state !== 'read' || linesGood !== lines || linesBad !== 0) {
      throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
    }
  }

  /** Reconciles a day and waits for the end. @throws Error when it fails */
  async reconcile({ day, terminal, leg }: Book): Promise<void> {
    const { headers } = this;
    const body = { day, terminal, source: leg };
    const begun = expectStatus(await this.api.request('POST', '/v1/reconciliations', { headers, body }), 202);
    const path = `/v1/reconciliations/${(begun as { id: string }).id}`;
    const run = await this.untilOver(path);
    if (run.state !== 'done') throw new Error(`The reconciliation of ${day}: ${JSON.stringify(run)}`);
  }

  /** A look that the network loses is taken again: it changes nothing. */
  private async untilOver(path: string): Promise<{ readonly state: string }> {
    const deadline = Date.now() + RUN_PATIENCE_MS;
    for (let losses = 0; ;) {
      await pause(LOOK_EVERY_MS);
      try {
        const answer = await this.api.request('GET', path, { headers: this.headers });
        const run = expectStatus(answer, 200) as { state: string };
        if (run.state !== 'running') return run;
        if (Date.now() > deadline) throw new Error(`Waited in vain for ${path}`);
        losses = 0;
      } catch (error) {
        losses += 1;
        if (!(error instanceof TypeError) || losses > 3) throw error;
      }
    }
  }

  /** What was found and is neither healed nor closed. */
  async found({ day, terminal }: Book): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/v1/discrepancies?day=${day}&limit=200${cursor && `&cursor=${cursor}`}`;
      const answer = await this.api.request('GET', path, { headers: this.headers });
      const page = expectStatus(answer, 200) as { items: Found[]; nextCursor: string | null };
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found.filter(
      (one) => one.terminal === terminal && (one.state === 'open' || one.state === 'healing'),
    );
  }

  async seen(book: Book): Promise<readonly Seen[]> {
    return (await this.found(book)).map(seenOf);
  }

  /** @returns whether the outbox has it now */
  async approve(id: string): Promise<boolean> {
    const { headers } = this;
    const answer = await this.api.request('POST', `/v1/discrepancies/${id}/approval`, { headers });
    if (answer.status === 409) return false;
    expectStatus(answer, 202);
    return true;
  }
}

function expectStatus(answer: ApiResponse, status: number): unknown {
  if (answer.status === status) return answer.body;
  throw new Error(`Answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
}
