import { once } from 'node:events';
import { get } from 'node:http';
import { eventually } from '../../../test/support/control';
import { FakeClock, SeededRandom, settled } from '../../../test/support/fakes';
import { serveReports } from '../../../test/support/reports-house';
import type { SqlUnits } from '../../database/sql-units';
import { OutOfService } from '../../shared/out-of-service';
import { ColumnMaker, rowOf, type Row } from '../column';
import type { PeriodDay } from '../period';
import type { Report } from '../report';
import type { Reports } from '../reports';
import { reportRequestOf, type ReportRequest } from '../request/report-request';
import { bodyOf } from './body';

const a = new ColumnMaker<string>();
const columns = [a.text('text', 'Текст', 20, (text) => text)];
const ROWS = 200;
/** The buffers of two ends of a connection hold some megabytes. */
const READ_AHEAD_MAX = 2_000;

const requestOf = (format: string): ReportRequest =>
  reportRequestOf(
    'payments',
    { from: '2026-11-24', to: '2026-11-24', format },
    {
      accept: undefined,
      businessTimeZone: 'Europe/Moscow',
    },
  );

/** A report that goes on for ever, or to its failure, and knows how far it was read. */
class Endless {
  private readonly random = new SeededRandom(1);
  chunks = 0;
  isOver = false;

  constructor(
    private readonly failsAt = Infinity,
    private readonly error: Error = new Error('the database went away'),
  ) {}

  report(): Report {
    const { name, range } = requestOf('csv');
    const days: readonly PeriodDay[] = [];
    const { firstDay: from, lastDay: to } = range;
    return { name, title: 'Платежи', from, to, conditions: [], columns, days, rows: this.rows() };
  }

  /** What does not become small by being packed. */
  private noise(): string {
    return Array.from({ length: 40 }, () => this.random.fraction().toString(36).slice(2, 7)).join('');
  }

  private async *rows(): AsyncGenerator<readonly Row[]> {
    try {
      for (;;) {
        this.chunks += 1;
        if (this.chunks >= this.failsAt) throw this.error;
        yield await Promise.resolve(Array.from({ length: ROWS }, () => rowOf(columns, this.noise())));
      }
    } finally {
      this.isOver = true;
    }
  }
}

const nobody = (): void => undefined;

describe('the body of a report', () => {
  it.each(['json', 'csv'])('as %s is read no faster than it is taken', async (format) => {
    const endless = new Endless();
    const body = await bodyOf(endless.report(), requestOf(format), nobody);
    for (let turn = 0; turn < 50; turn += 1) await settled();
    expect(endless.chunks).toBe(1);
    for (let piece = 1; piece <= 20; piece += 1) {
      await once(body, 'readable');
      body.read();
      for (let turn = 0; turn < 20; turn += 1) await settled();
      expect(endless.chunks).toBeLessThanOrEqual(piece + 2);
    }
    body.destroy();
    await once(body, 'close');
    for (let turn = 0; turn < 20; turn += 1) await settled();
    expect(endless.isOver).toBe(true);
  });

  it('fails at once when its first rows cannot be read', async () => {
    const error = new OutOfService('The database', new Error('refused'));
    await expect(bodyOf(new Endless(1, error).report(), requestOf('xlsx'), nobody)).rejects.toBe(error);
  });
});

describe('the answer with a report', () => {
  const serve = (endless: Endless) => {
    const reports = {
      daysOf: () => Promise.resolve([]),
      make: () => endless.report(),
    } as unknown as Reports;
    const units = { alone: () => Promise.resolve([]) } as unknown as SqlUnits;
    return serveReports(reports, units, new FakeClock());
  };
  const address = (url: string, format: string): string =>
    `${url}payments?from=2026-11-24&to=2026-11-24&format=${format}`;

  it.each(['json', 'csv', 'xlsx'])(
    'as %s breaks off when reading fails, and never ends like a whole one',
    async (format) => {
      const { app, url } = await serve(new Endless(5));
      const response = await fetch(address(url, format));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBeNull();
      await expect(response.arrayBuffer()).rejects.toThrow();
      await app.close();
    },
  );

  it.each(['json', 'csv', 'xlsx'])(
    'as %s stops reading when nobody takes it, and ends it when the reader goes away',
    async (format) => {
      const endless = new Endless();
      const { app, url } = await serve(endless);
      const request = get(address(url, format));
      const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
      await once(response, 'data');
      response.pause();
      // What lies in the buffers of both ends is all that is read ahead.
      let before: number;
      do {
        before = endless.chunks;
        for (let turn = 0; turn < 200; turn += 1) await settled();
      } while (endless.chunks !== before && endless.chunks < READ_AHEAD_MAX);
      expect(endless.chunks).toBeLessThan(READ_AHEAD_MAX);
      expect(endless.isOver).toBe(false);
      request.destroy();
      await eventually(
        'the reading to end',
        () => Promise.resolve(endless),
        ({ isOver }) => isOver,
      );
      await app.close();
    },
  );

  it('is a problem when its first rows cannot be read', async () => {
    const { app, url } = await serve(new Endless(1, new OutOfService('The database', new Error('refused'))));
    const response = await fetch(address(url, 'csv'));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'service_unavailable' });
    expect(response.headers.get('content-disposition')).toBeNull();
    await app.close();
  });
});
