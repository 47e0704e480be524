import { linkHashOf, NO_HASH } from '../../books/seal-hash';
import type { SqlUnits } from '../../database/sql-units';
import type { SealLink } from '../seal-link';
import { SealRows } from '../seal-rows';
import { fault, type Tell } from './seal-fault';

const CHUNK = 200;

/** All links, in the order of the chain, some at a time. */
export async function* linksOf(units: SqlUnits): AsyncGenerator<SealLink> {
  for (let after = 0; ;) {
    const place = after;
    const links = await units.alone((connection) => new SealRows(connection).after(place, CHUNK));
    yield* links;
    after = links.at(-1)?.sequence ?? after;
    if (links.length < CHUNK) return;
  }
}

/** Follows the chain link by link and tells where it is not whole. */
export class ChainCheck {
  private previous: SealLink | null = null;

  constructor(private readonly tell: Tell) {}

  take(link: SealLink): void {
    const where = { day: link.day, sequence: link.sequence };
    const expected = (this.previous?.sequence ?? 0) + 1;
    for (let sequence = expected; sequence < link.sequence; sequence += 1) {
      this.tell(fault('link_missing', { sequence }));
    }
    const hash = linkHashOf(link);
    if (hash !== link.hash) this.tell(fault('link_altered', { ...where, sealed: link.hash, found: hash }));
    const before = this.previous?.hash ?? NO_HASH;
    if (link.previousHash !== before) {
      this.tell(fault('chain_broken', { ...where, sealed: link.previousHash, found: before }));
    }
    this.previous = link;
  }
}
