import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/control';

const SHOTS = process.env['SCREENSHOT_DIR'] ?? join(tmpdir(), 'billing-adapter-screenshots');

/** A person at the finance page, and all that the browser complained about meanwhile. */
export class Visitor {
  /** Errors of the console and of scripts. */
  readonly complaints: string[] = [];
  /** What was asked of anybody but the service. */
  readonly strangers: string[] = [];
  /** Addresses that were asked for. */
  readonly addresses: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      this.addresses.push(request.url());
      const isOwn = request.url().startsWith(`${origin}/`) || /^(blob|data):/.test(request.url());
      if (!isOwn) this.strangers.push(request.url());
    });
  }

  static async open(browser: Browser, origin: string, width = 1280): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: { width, height: 900 } });
    context.setDefaultTimeout(15_000);
    return new Visitor(await context.newPage(), origin);
  }

  /** Opens the page at a place behind its `#`, not signed in. */
  async goto(place: Readonly<Record<string, string>>): Promise<void> {
    await this.page.goto(`${this.origin}/finance#${new URLSearchParams(place).toString()}`);
  }

  async signIn(key: string): Promise<void> {
    await this.page.getByLabel('Ключ').fill(key);
    await this.page.getByRole('button', { name: 'Войти' }).click();
  }

  async section(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.settled();
  }

  /** Nothing is being loaded any more. */
  async settled(): Promise<void> {
    const waiting = this.page.locator('[aria-busy], .loading');
    await eventually(
      'the page to be loaded',
      () => waiting.count(),
      (count) => count === 0,
    );
  }

  /** Cells of a table, row by row, by the table's caption. */
  async rows(caption: string): Promise<string[][]> {
    const table = this.page.getByRole('table', { name: caption, exact: true });
    await table.waitFor();
    const rows = await table.getByRole('row').all();
    const cells = await Promise.all(rows.slice(1).map((row) => row.locator('th, td').allInnerTexts()));
    return cells.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' ').trim()));
  }

  /** A picture outside of the repository, for people to look at. */
  async shoot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  }

  /** How many pixels the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
