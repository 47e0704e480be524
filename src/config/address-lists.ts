import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';
import { z } from 'zod';

/** A set of networks in CIDR notation. An empty one contains nothing. */
export class Networks {
  private readonly ranges: readonly [IPv4 | IPv6, number][];

  constructor(readonly texts: readonly string[]) {
    this.ranges = texts.map((text) =>
      ipaddr.parseCIDR(text.includes('/') ? text : `${text}/${text.includes(':') ? '128' : '32'}`),
    );
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  contains(address: string): boolean {
    let parsed: IPv4 | IPv6;
    try {
      parsed = ipaddr.process(address);
    } catch {
      return false;
    }
    return this.ranges.some(
      ([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits),
    );
  }

  toString(): string {
    return this.texts.join(',');
  }

  toJSON(): string {
    return this.toString();
  }
}

const items = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const isNetwork = (item: string): boolean =>
  ipaddr.isValidCIDR(item.includes('/') ? item : `${item}/${item.includes(':') ? '128' : '32'}`);

export const networkList = z
  .string()
  .transform(items)
  .refine((list) => list.every(isNetwork), 'must be networks such as 91.194.226.0/23 with commas between')
  .transform((list) => new Networks(list));

const isOrigin = (item: string): boolean =>
  URL.canParse(item) && new URL(item).origin === item && /^https?:/.test(item);

export const originList = z
  .string()
  .transform(items)
  .refine(
    (list) => list.every(isOrigin),
    'must be origins such as https://lk.provider.ru with commas between',
  );
