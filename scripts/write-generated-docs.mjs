// Fills in the parts of the documentation that are made from the code: run by `npm run docs:generate` after a build.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { stateDiagram } = require('../dist/ledger/state-diagram.js');
const { settingsTable } = require('../dist/config/settings-table.js');

/** The folders of src/ and who knows whom, as dependency-cruiser draws them. */
function dependencyDiagram() {
  const options = ['--output-type', 'mermaid', '--collapse', '^src/[^/]+', '--include-only', '^src'];
  const arguments_ = [
    '--config',
    '.dependency-cruiser.cjs',
    ...options,
    '--exclude',
    '\\.(spec|contract)\\.ts$',
    'src',
  ];
  return execFileSync('node_modules/.bin/depcruise', arguments_, { encoding: 'utf8' }).trim();
}

const parts = {
  'docs/concepts/payment-states.md': { 'state-diagram': '```mermaid\n' + stateDiagram() + '\n```' },
  'docs/reference/settings.md': { settings: settingsTable() },
  'docs/reference/dependencies.md': { dependencies: '```mermaid\n' + dependencyDiagram() + '\n```' },
};

for (const [file, blocks] of Object.entries(parts)) {
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(blocks)) {
    const open = `<!-- generated: ${name} -->`;
    const pattern = new RegExp(`${open}[\\s\\S]*?<!-- /generated -->`);
    text = text.replace(pattern, () => `${open}\n\n${content}\n\n<!-- /generated -->`);
  }
  writeFileSync(file, text);
}
