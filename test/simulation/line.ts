import { Unavailable, UnknownOutcome } from '../../src/shared/upstream-errors';
import type { SimProcess } from './sim-process';
import type { LineFaults, Weather } from './weather';

type Fate = keyof LineFaults | 'fine';

/** What an upstream does with a request: something when it arrives, and the rest when it is carried out. */
export type Arrival<T> = () => () => T;

export interface LineTerms {
  readonly upstream: 'tinkoff' | 'billing';
  readonly timeoutMs: number;
  readonly faults: (weather: Weather) => LineFaults;
  /** Longest time after the time-out at which a late request is still carried out, ms. */
  readonly latestMs: (weather: Weather) => number;
}

const LATENCY_MOST_MS = 400;

/** The network between a process and an upstream. It loses requests and answers, and is late. */
export class Line {
  /** Until when nobody listens, virtual ms. */
  downUntil = 0;

  constructor(private readonly terms: LineTerms) {}

  /** One call. A request that has left is carried out also when its sender dies. */
  async call<T>(process: SimProcess, operation: string, arrival: Arrival<T>): Promise<T> {
    const { scheduler, chance, weather } = process.around;
    const { upstream, timeoutMs } = this.terms;
    const about = { upstream, operation };
    const fate: Fate =
      scheduler.now < this.downUntil
        ? 'refused'
        : chance.weighted<Fate>(this.terms.faults(weather()), 'fine');
    const latency = chance.between(1, LATENCY_MOST_MS);
    const work = chance.between(0, 3) * chance.between(0, 1_000);
    scheduler.note(`${process.name} ${operation} goes ${fate}`);
    return new Promise<T>((resolve, reject) => {
      const answer = (ms: number, then: () => void): void => process.later(ms, `${operation} ends`, then);
      const timeOut = (): void =>
        answer(timeoutMs, () => reject(new UnknownOutcome({ ...about, code: 'timeout' })));
      const carryOut = (commitMs: number, then: (outcome: () => T) => void): void =>
        scheduler.after(latency, `${operation} arrives`, () => {
          const commit = arrival();
          scheduler.after(commitMs, `${operation} is carried out`, () => then(outcomeOf(commit)));
        });
      switch (fate) {
        case 'refused':
          answer(1, () => reject(new Unavailable({ ...about, code: 'connection_refused' })));
          return;
        case 'lostRequest':
          timeOut();
          return;
        case 'lostAnswer':
          carryOut(work, () => undefined);
          timeOut();
          return;
        case 'late':
          carryOut(timeoutMs - latency + chance.between(1, this.terms.latestMs(weather())), () => undefined);
          timeOut();
          return;
        case 'garbled':
          carryOut(work, () =>
            answer(latency, () => reject(new UnknownOutcome({ ...about, code: 'unreadable_answer' }))),
          );
          return;
        case 'fine':
          carryOut(work, (outcome) =>
            answer(latency, () => {
              try {
                resolve(outcome());
              } catch (error) {
                reject(error instanceof Error ? error : new Error(String(error)));
              }
            }),
          );
      }
    });
  }
}

/** Carries out now, and tells later. */
function outcomeOf<T>(commit: () => T): () => T {
  try {
    const value = commit();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
