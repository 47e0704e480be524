// Puts beside the compiled fuzz tests the files that they read at run time and that are no code.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const house = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

for (const file of ['openapi.yaml', 'src/billing/api3/api3.wsdl']) {
  const copy = join(house, 'dist-fuzz', file);
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(join(house, file), copy);
}
