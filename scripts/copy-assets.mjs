// What tsc does not carry over: our WSDL beside the api3 adapter, the contract that /docs serves, and finance's page.
import { cpSync, existsSync } from 'node:fs';

for (const [from, to] of [
  ['src/billing/api3/api3.wsdl', 'dist/billing/api3/api3.wsdl'],
  ['openapi.yaml', 'dist/openapi.yaml'],
  ['src/finance-page/page', 'dist/finance-page/page'],
]) {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
