import { eventually } from '../support/control';
import type { World } from '../support/world';
import { generate, type Size } from './generate';
import { loadLedger } from './load-ledger';
import { loadBank, loadBilling, type BillingNumbers } from './load-upstreams';
import { expectedSums, wrongSums, type WrongSum } from './money';
import { registryFilesOf } from './registry-files';
import { FinanceDesk } from './rest';
import { score, type Score, type Seen } from './score';
import type { Book, Expected, ToldStory } from './story';

const OUTBOX_PATIENCE_MS = 600_000;

export interface ProofOptions {
  readonly seed: number;
  readonly sizes: readonly Size[];
  readonly say: (line: string) => void;
}

export interface Proof {
  /** What the first reconciliations found, against what was planted. */
  readonly first: Score;
  /** Approved for healing, and those of them that only a person can put right. */
  readonly approved: number;
  readonly refused: number;
  /** What is left after healing, against what needs a person. */
  readonly afterHealing: Score;
  /** Sums in billing that are not as they should be then. */
  readonly wrongSums: readonly WrongSum[];
}

/** What the service must be told for a proof: nothing happens but what it is asked for. */
export const PROOF_ENVIRONMENT = {
  LOG_LEVEL: 'warn',
  LANBILLING_TIMEOUT_MS: '30000',
  TINKOFF_TIMEOUT_MS: '30000',
  RECONCILIATION_NIGHTLY_HOUR: 'none',
  RECONCILIATION_INTERVAL_MS: '200',
  RECONCILIATION_GRACE_MINUTES: '600',
  READ_BACK_INTERVAL_MS: '3600000',
  SUSPENSE_INTERVAL_MS: '86400000',
};

/** Plants days into a world, has them reconciled, healed and reconciled again through the service's own interface. */
export async function prove(world: World, { seed, sizes, say }: ProofOptions): Promise<Proof> {
  const now = new Date();
  const stories = generate({ seed, sizes, now, withService: true });
  const books = sizes.map(({ book }) => book);
  say(`${String(stories.length)} stories told, ${String(plantedIn(stories).length)} findings planted`);
  const numbers = await load(world, stories, books, now);
  say('bank, billing and ledger are filled');
  const desk = new FinanceDesk(world.api, await world.apiKey('finance'));
  await uploadRegistries(desk, stories, books, say);
  const found = await reconcileAll(desk, books, say);
  const first = score(plantedIn(stories).map(withRecordIds(numbers)), found);
  const { approved, refused } = await approveAll(desk, books);
  say(`${String(approved)} approved, ${String(refused)} for persons only`);
  await untilOutboxIsEmpty(world, now);
  const left = await reconcileAll(desk, books, say);
  const expected = plantedIn(stories).filter(({ afterHealing }) => afterHealing === 'there');
  return {
    first,
    approved,
    refused,
    afterHealing: score(expected.map(withRecordIds(numbers)), left),
    wrongSums: wrongSums(expectedSums(stories, numbers), await world.billing.payments()),
  };
}

function plantedIn(stories: readonly ToldStory[]): readonly Expected[] {
  return stories.flatMap(({ expected }) => expected);
}

async function load(
  world: World,
  stories: readonly ToldStory[],
  books: readonly Book[],
  now: Date,
): Promise<BillingNumbers> {
  const home = books.find(({ isHome }) => isHome);
  await loadBank(world.bank, stories, home?.terminal ?? '');
  const numbers = await loadBilling(world.billing, stories);
  await loadLedger((sql, values) => world.rows(sql, values), stories, numbers, now);
  return numbers;
}

async function uploadRegistries(
  desk: FinanceDesk,
  stories: readonly ToldStory[],
  books: readonly Book[],
  say: ProofOptions['say'],
): Promise<void> {
  for (const book of books.filter(({ leg }) => leg === 'registry')) {
    const files = await registryFilesOf(stories, book);
    for (const file of files) await desk.upload(file);
    say(`${String(files.length)} registries of ${book.terminal} uploaded`);
  }
}

async function reconcileAll(
  desk: FinanceDesk,
  books: readonly Book[],
  say: ProofOptions['say'],
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const book of books) {
    const began = performance.now();
    await desk.reconcile(book);
    const found = await desk.seen(book);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    say(`${book.day} ${book.terminal} by ${book.leg}: ${String(found.length)} found in ${seconds} s`);
    seen.push(...found);
  }
  return seen;
}

async function approveAll(
  desk: FinanceDesk,
  books: readonly Book[],
): Promise<Pick<Proof, 'approved' | 'refused'>> {
  let [approved, refused] = [0, 0];
  for (const book of books) {
    for (const { id, remedy } of await desk.found(book)) {
      if (remedy === 'none') continue;
      if (await desk.approve(id)) approved += 1;
      else refused += 1;
    }
  }
  return { approved, refused };
}

/** What was planted as under way waits for longer than this. */
async function untilOutboxIsEmpty(world: World, now: Date): Promise<void> {
  const soon = new Date(now.getTime() + 12 * 3_600_000);
  await eventually(
    'the outbox to be empty',
    () =>
      world.rows<{ n: number }>(
        "SELECT COUNT(*) AS n FROM postings WHERE state = 'in_progress' OR (state = 'due' AND next_attempt_at < ?)",
        [soon],
      ),
    ([row]) => Number(row?.n) === 0,
    OUTBOX_PATIENCE_MS,
  );
}

/** A record of nobody is known by billing's own number. */
function withRecordIds(numbers: BillingNumbers): (of: Expected) => Expected {
  return (of) => (of.class === 'not_ours_in_billing' ? { ...of, about: numbers.recordId(of.about) } : of);
}
