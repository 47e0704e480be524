import { adoptedIdOf } from '../document-numbers';
import { journalOrderOf } from '../journal.port';
import { entryOf } from './entry-lines';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, samplePayment, samplePosting } from '../../../test/support/fakes';
import type { JournalEntry } from '../journal.port';
import { FileJournal } from './file-journal';

let folder: string;
let clock: FakeClock;
let failures: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  clock = new FakeClock();
  failures = [];
});
const journals: FileJournal[] = [];
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal.onApplicationShutdown();
  rmSync(folder, { recursive: true, force: true });
});

function journalIn(where = folder, keepDays = 35, writer = 'host.1'): FileJournal {
  const onFailure = (error: unknown): void => void failures.push(error);
  const journal = new FileJournal({ folder: where, writer, keepDays, clock, onFailure });
  journals.push(journal);
  return journal;
}
const TODAY = '2026-11-24.host-1.jsonl';
const DAY_MS = 86_400_000;

async function entriesOf(journal: FileJournal): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of journal.entries()) entries.push(entry);
  return entries;
}

describe('a journal in files', () => {
  it('reads a line of an earlier version, whose order is named by the payment alone', () => {
    const payment = samplePayment();
    const { orderId: _, operatorName: __, ...order } = journalOrderOf(payment);
    const line = JSON.stringify({ kind: 'opened', at: clock.now(), order });
    expect(entryOf(line)).toEqual({
      kind: 'opened',
      at: clock.now(),
      order: { ...order, orderId: payment.orderId, operatorName: null },
    });
  });

  it('keeps the order of a payment that was adopted', async () => {
    const journal = journalIn();
    const payment = samplePayment({ id: adoptedIdOf('DEMO', 'order-7'), orderId: 'order-7' });
    await journal.opened(payment);
    expect(await entriesOf(journal)).toMatchObject([{ order: { id: payment.id, orderId: 'order-7' } }]);
  });

  it('gives back what it was told, as much as a row can be made from', async () => {
    const journal = journalIn();
    const payment = samplePayment({ acquirerPaymentId: null, paymentUrl: null });
    const accepted = samplePayment({ id: payment.id });
    const posting = samplePosting(accepted, { recordId: '17', posterId: '7' });
    await journal.opened(payment);
    await journal.accepted(accepted);
    await journal.posted(posting, accepted);
    const { id, subscriberUid, agreementId, agreementNumber, amountKopecks, terminal, expiresAt, createdAt } =
      payment;
    const { orderId, operatorName } = payment;
    const order = {
      id,
      orderId,
      operatorName,
      subscriberUid,
      agreementId,
      agreementNumber,
      amountKopecks,
      terminal,
      expiresAt,
      createdAt,
      acquirerPaymentId: null,
      paymentUrl: null,
    };
    const { acquirerPaymentId, paymentUrl } = accepted;
    const done = { kind: 'credit', receipt: posting.receipt, recordId: '17', posterId: '7' };
    expect(await entriesOf(journal)).toEqual([
      { kind: 'opened', at: clock.now(), order },
      { kind: 'accepted', at: clock.now(), order: { ...order, acquirerPaymentId, paymentUrl } },
      { kind: 'posted', at: clock.now(), order: { ...order, acquirerPaymentId, paymentUrl }, posting: done },
    ]);
    expect(readFileSync(join(folder, TODAY), 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('is empty where there is no folder, and makes it', async () => {
    const journal = journalIn(join(folder, 'not', 'there'));
    expect(await entriesOf(journal)).toEqual([]);
    await journal.opened(samplePayment());
    expect(await entriesOf(journal)).toHaveLength(1);
  });

  it('overlooks a last line that a crash has torn, and writes on a line of its own after it', async () => {
    await journalIn().opened(samplePayment());
    appendFileSync(join(folder, TODAY), '{"kind":"opened","at":"2026-');
    expect(await entriesOf(journalIn())).toHaveLength(1);
    await journalIn().opened(samplePayment());
    const kinds = (await entriesOf(journalIn())).map(({ kind }) => kind);
    expect(kinds).toEqual(['opened', 'unreadable', 'opened']);
  });

  it('is not swallowed by the torn line of another process that writes to the same file', async () => {
    const journal = journalIn();
    await journal.opened(samplePayment());
    appendFileSync(join(folder, TODAY), '{"torn');
    await journal.opened(samplePayment());
    expect((await entriesOf(journal)).map(({ kind }) => kind)).toEqual(['opened', 'unreadable', 'opened']);
  });

  it('names the lines that it cannot read', async () => {
    writeFileSync(join(folder, TODAY), 'nonsense\n\n{"kind":"opened"}\n');
    expect(await entriesOf(journalIn())).toEqual([
      { kind: 'unreadable', where: `${TODAY}:1` },
      { kind: 'unreadable', where: `${TODAY}:3` },
    ]);
  });

  it('has a file for each day, and keeps the newest, whatever a clock that jumps may say', async () => {
    const journal = journalIn(folder, 2);
    for (let day = 0; day < 3; day += 1) {
      await journal.opened(samplePayment());
      await clock.advance(DAY_MS);
    }
    expect(readdirSync(folder).sort()).toEqual(['2026-11-25.host-1.jsonl', '2026-11-26.host-1.jsonl']);
    await clock.advance(3_650 * DAY_MS);
    await journal.opened(samplePayment());
    expect(readdirSync(folder)).toContain('2026-11-26.host-1.jsonl');
  });

  it('that replicas share shows each of them what all have written', async () => {
    const [one, other] = [journalIn(), journalIn(folder, 35, 'host.2')];
    await one.opened(samplePayment());
    await other.opened(samplePayment());
    expect(readdirSync(folder)).toHaveLength(2);
    expect(await entriesOf(one)).toHaveLength(2);
  });

  it('fails nobody when it cannot be written, tells of it, and goes on when it can again', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const journal = journalIn(join(folder, 'taken'));
    await journal.opened(samplePayment());
    await journal.mark({ name: 'a', at: clock.now() });
    expect(failures).toHaveLength(2);
    rmSync(join(folder, 'taken'));
    mkdirSync(join(folder, 'taken'));
    await journal.opened(samplePayment());
    expect(failures).toHaveLength(2);
    expect(await entriesOf(journal)).toHaveLength(1);
  });

  it('keeps the last sign of life, and none where it cannot be read', async () => {
    const journal = journalIn();
    expect(await journal.lastMark()).toBeNull();
    await journal.mark({ name: 'a', at: clock.now() });
    await journal.mark({ name: 'b', at: clock.after(5) });
    expect(await journalIn().lastMark()).toEqual({ name: 'b', at: clock.after(5) });
    writeFileSync(join(folder, 'high-water-mark.json'), '{');
    expect(await journal.lastMark()).toBeNull();
  });
});
