import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { orInstall } from '../../sandbox/shared/debian-packages';

const USUAL = '/usr/bin/chromium';

/** Starts Debian's Chromium, or the one of `CHROMIUM_PATH`. @throws Error saying what to do when there is none */
export async function startChromium(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH'] ?? USUAL;
  const look = (): string | undefined => (existsSync(wanted) ? wanted : undefined);
  const packages = wanted === USUAL ? ['chromium', 'fonts-dejavu-core'] : [];
  const executablePath = orInstall(look, packages, (line) => process.stderr.write(`${line}\n`));
  if (executablePath === undefined) {
    throw new Error(`There is no Chromium at ${wanted}: install it, or name it in CHROMIUM_PATH`);
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=ru'],
    env: { ...process.env, LANGUAGE: 'ru' },
  });
}
