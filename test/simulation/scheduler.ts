import { createHash } from 'node:crypto';

interface Occurrence {
  readonly at: number;
  readonly serial: number;
  readonly label: string;
  readonly act: () => void;
}

/** Characters of the trace; many small updates of a hash cost more than they hash. */
const HASHED_AT_ONCE = 16_384;

const BEGINNING = Date.parse('2026-11-24T09:00:00.000Z');

/**
 * The only thing that happens in a simulated world: one occurrence after another by virtual time. Between two of them
 * everything goes on that can go on without time passing.
 */
export class Scheduler {
  /** Virtual time, ms since 1970. */
  now = BEGINNING;
  count = 0;
  private readonly queue: Occurrence[] = [];
  private serial = 0;
  private readonly hash = createHash('sha256');
  private unhashed = '';
  private readonly lines: string[] = [];

  constructor(private readonly keepsTrace = false) {}

  after(ms: number, label: string, act: () => void): void {
    const at = this.now + ms;
    const occurrence = { at, serial: (this.serial += 1), label, act };
    let low = 0;
    let high = this.queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.queue[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    this.queue.splice(low, 0, occurrence);
  }

  /** A line of the trace that is no occurrence of its own. */
  note(line: string): void {
    const text = `${String(this.now - BEGINNING).padStart(9)} ${line}\n`;
    this.unhashed += text;
    if (this.unhashed.length > HASHED_AT_ONCE) this.hashNow();
    if (this.keepsTrace) this.lines.push(text);
  }

  get trace(): string {
    return this.lines.join('');
  }

  /** Fingerprint of everything that happened. */
  digest(): string {
    this.hashNow();
    return this.hash.digest('hex');
  }

  private hashNow(): void {
    this.hash.update(this.unhashed);
    this.unhashed = '';
  }

  /** Lets things happen until `isOver`; `afterEach` sees the world between any two occurrences. */
  run(isOver: () => boolean, afterEach: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        try {
          afterEach();
          const next = isOver() ? undefined : this.queue.shift();
          if (!next) {
            resolve();
            return;
          }
          this.now = Math.max(this.now, next.at);
          this.count += 1;
          this.note(next.label);
          next.act();
          setImmediate(turn);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      setImmediate(turn);
    });
  }
}
