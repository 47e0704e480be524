import type { Readable } from 'node:stream';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';
import { readAllXml, type XmlListener } from './xml';

/** Texts stand in a workbook once and are named by their number, so all of them are held while it is read. */
const CHARACTERS_MAX = 67_108_864;
const STRINGS_MAX = 4_000_000;

class Strings implements XmlListener {
  readonly all: string[] = [];
  private characters = 0;
  private isText = false;
  private isPhonetic = false;
  private current = '';

  opened(name: string): void {
    if (name === 'si') this.current = '';
    if (name === 'rPh') this.isPhonetic = true;
    this.isText = name === 't' && !this.isPhonetic;
  }

  text(text: string): void {
    if (!this.isText) return;
    this.current += text;
    this.characters += text.length;
    if (this.characters > CHARACTERS_MAX) throw new Problem(RegistryProblems.damaged);
  }

  closed(name: string): void {
    this.isText = false;
    if (name === 'rPh') this.isPhonetic = false;
    if (name !== 'si') return;
    this.all.push(this.current);
    if (this.all.length > STRINGS_MAX) throw new Problem(RegistryProblems.damaged);
  }
}

/** The texts of a workbook in their order. */
export async function sharedStrings(part: Readable | null): Promise<readonly string[]> {
  const strings = new Strings();
  if (part) await readAllXml(part, strings);
  return strings.all;
}
