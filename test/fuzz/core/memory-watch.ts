import { readFileSync } from 'node:fs';

interface Sample {
  readonly atMs: number;
  readonly kilobytes: number;
}

/** The first part of a run fills caches and pools. */
const WARM_UP = 0.4;
const SHORTEST_MS = 120_000;
const MOST_GROWTH_KB = 96 * 1024;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Resident memory of a process over a run. */
export class MemoryWatch {
  private readonly samples: Sample[] = [];

  constructor(private readonly pid: number) {}

  sample(): void {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1];
    this.samples.push({ atMs: performance.now(), kilobytes: Number(kilobytes) });
  }

  figures(): { readonly startMb: number; readonly endMb: number; readonly growthKbPerMinute: number } | null {
    const warm = this.samples.slice(Math.floor(this.samples.length * WARM_UP));
    const tenth = Math.max(1, Math.floor(warm.length / 10));
    const mb = (some: readonly Sample[]): number =>
      Math.round(average(some.map(({ kilobytes }) => kilobytes)) / 1024);
    if (warm.length < 2) return null;
    return {
      startMb: mb(warm.slice(0, tenth)),
      endMb: mb(warm.slice(-tenth)),
      growthKbPerMinute: Math.round(slopeOf(warm) * 60_000),
    };
  }

  /** Memory counts as growing when a long run ends well above where it was once warm. */
  complaints(): readonly string[] {
    const figures = this.figures();
    const lasted = (this.samples.at(-1)?.atMs ?? 0) - (this.samples[0]?.atMs ?? 0);
    if (!figures || lasted < SHORTEST_MS) return [];
    const grown = (figures.endMb - figures.startMb) * 1024;
    return grown > MOST_GROWTH_KB ? [`memory grows: ${JSON.stringify(figures)}`] : [];
  }
}

/** Kilobytes a millisecond, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const meanAt = average(samples.map(({ atMs }) => atMs));
  const meanSize = average(samples.map(({ kilobytes }) => kilobytes));
  const top = samples.reduce((sum, { atMs, kilobytes }) => sum + (atMs - meanAt) * (kilobytes - meanSize), 0);
  const bottom = samples.reduce((sum, { atMs }) => sum + (atMs - meanAt) ** 2, 0);
  return bottom === 0 ? 0 : top / bottom;
}
