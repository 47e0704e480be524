/** What a test card does; the list and the results are the bank's (bank facts: test cards). */
export interface CardScenario {
  /** `challenge` asks the payer for a code, `refused` is refused by the issuer at authentication. */
  readonly threeDs: 'none' | 'challenge' | 'refused';
  /** The code of the decline, or undefined when the card pays. */
  readonly declineCode: string | undefined;
  readonly result: string;
}

const pays = { declineCode: undefined, result: 'оплата проходит' };

export const TEST_CARDS: ReadonlyMap<string, CardScenario> = new Map<string, CardScenario>([
  ['4300000000000777', { ...pays, threeDs: 'challenge', result: 'оплата проходит после кода' }],
  ['2200770239097761', { ...pays, threeDs: 'none' }],
  ['2201382000000013', { ...pays, threeDs: 'none' }],
  ['2201382000000047', { ...pays, threeDs: 'challenge', result: 'оплата проходит после кода' }],
  ['2201382000000039', { ...pays, threeDs: 'none' }],
  ['2201382000000591', { ...pays, threeDs: 'none' }],
  ['2201382000000831', { threeDs: 'none', declineCode: '1051', result: 'недостаточно средств' }],
  ['2201382000000021', { threeDs: 'none', declineCode: '101', result: 'отказ при списании' }],
  [
    '2201382000000005',
    { threeDs: 'refused', declineCode: undefined, result: 'эмитент не подтвердил платёж' },
  ],
]);

/** A card as the bank lets others see it: the whole number is never kept. */
export interface MaskedCard {
  readonly pan: string;
  /** MMYY */
  readonly expDate: string;
  readonly cardId: number | undefined;
}

export function maskPan(pan: string): string {
  return `${pan.slice(0, 6)}******${pan.slice(-4)}`;
}

/** Cards that customers saved, and the ids under which they can be charged again. */
export class SavedCards {
  private readonly ids = new Map<string, number>();
  private lastRebillId = 1_741_204_285_536;

  cardId(customerKey: string, maskedPan: string): number {
    const key = `${customerKey} ${maskedPan}`;
    const known = this.ids.get(key) ?? 512_345_678 + this.ids.size;
    this.ids.set(key, known);
    return known;
  }

  newRebillId(): number {
    this.lastRebillId += 1;
    return this.lastRebillId;
  }

  clear(): void {
    this.ids.clear();
  }
}
