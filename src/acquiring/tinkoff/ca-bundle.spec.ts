import { rootCertificates } from 'node:tls';
import { createBankAgent, readCaBundle } from './ca-bundle';

const ROOT = rootCertificates[0] ?? '';
const PLAIN = { maxSockets: 7, connectTimeoutMs: 1000 };

describe("the bank's certificates and connections", () => {
  it("without further roots Node's own count, and connections are kept", () => {
    const agent = createBankAgent(PLAIN);
    expect(agent.options.ca).toBeUndefined();
    expect(agent.options.keepAlive).toBe(true);
    expect(agent.maxSockets).toBe(7);
  });

  it("further roots stand beside Node's own", () => {
    const agent = createBankAgent({ ...PLAIN, extraCaPem: `comment\n${ROOT}\n\n${ROOT}\n` });
    expect(agent.options.ca).toEqual([...rootCertificates, ROOT, ROOT]);
  });

  it.each([
    ['holds no certificate', 'nothing here'],
    ['Certificate 1', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('a bundle that cannot be read is named: %s', (message, pem) => {
    expect(() => readCaBundle(pem)).toThrow(message);
    expect(() => createBankAgent({ ...PLAIN, extraCaPem: pem })).toThrow(message);
  });
});
