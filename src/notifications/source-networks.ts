import type { Networks } from '../config/address-lists';

/** The second fence before the bank's endpoint; the signature is the first. No networks means no fence. */
export class SourceNetworks {
  constructor(private readonly networks: Networks) {}

  allow(address: string): boolean {
    return this.networks.isEmpty || this.networks.contains(address);
  }
}
