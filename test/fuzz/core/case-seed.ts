/** The seed of one case: a mix of the run's seed, the target's name and the case's number (murmur3's finaliser). */
export function caseSeed(seed: number, target: string, number: number): number {
  let mixed = seed | 0;
  for (const char of target) mixed = Math.imul(mixed ^ char.charCodeAt(0), 0x01000193);
  mixed ^= Math.imul(number | 0, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
