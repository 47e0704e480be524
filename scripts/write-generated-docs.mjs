// Fills in the parts of the documentation that are made from the code: run by `npm run docs:generate` after a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { stateDiagram } = require('../dist/ledger/state-diagram.js');
const { settingsTable } = require('../dist/config/settings-table.js');

const parts = {
  'docs/concepts/payment-states.md': { 'state-diagram': '```mermaid\n' + stateDiagram() + '\n```' },
  'docs/reference/settings.md': { settings: settingsTable() },
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
