export type Encoding = 'utf-8' | 'windows-1251' | 'ibm866';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'windows-1251', 'ibm866'];

/**
 * The encoding in which the head of a file makes sense. What a file says of its own encoding is not asked: banks write
 * `Windows` over files of another one.
 */
export function encodingOf(head: Uint8Array, makesSense: (text: string) => boolean): Encoding | null {
  return ENCODINGS.find((encoding) => makesSense(new TextDecoder(encoding).decode(head))) ?? null;
}
