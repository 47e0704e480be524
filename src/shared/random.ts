import { randomBytes } from 'node:crypto';

/** The only source of chance. Injected, so that a simulation can drive it. */
export abstract class Random {
  abstract bytes(length: number): Uint8Array;

  /** Uniform in [0, 1). */
  fraction(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.bytes(4);
    return (a * 0x1000000 + b * 0x10000 + c * 0x100 + d) / 0x1_0000_0000;
  }
}

export class SystemRandom extends Random {
  bytes(length: number): Uint8Array {
    return randomBytes(length);
  }
}
