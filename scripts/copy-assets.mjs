// What tsc does not carry over: our WSDL beside the api3 adapter, and the contract that /docs serves.
import { cpSync, existsSync } from 'node:fs';

for (const [from, to] of [
  ['src/billing/api3/api3.wsdl', 'dist/billing/api3/api3.wsdl'],
  ['openapi.yaml', 'dist/openapi.yaml'],
]) {
  if (existsSync(from)) cpSync(from, to);
}
