import { DISCREPANCY_CLASSES, type DiscrepancyClass, type Finding } from '../../src/books/discrepancy';
import type { Expected } from './story';

/** A finding as the judge sees it. */
export interface Seen {
  readonly class: DiscrepancyClass;
  readonly severity: string;
  readonly about: string;
}

export interface ClassScore {
  readonly class: DiscrepancyClass;
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
  readonly invented: readonly string[];
}

export interface Score {
  readonly classes: readonly ClassScore[];
  /** Of what was found, how much was planted; of what was planted, how much was found. */
  readonly precision: number;
  readonly recall: number;
}

export function seenOf(of: Omit<Seen, 'about'> & AboutFields): Seen {
  return { class: of.class, severity: of.severity, about: aboutOf(of) };
}

type AboutFields = Pick<Finding, 'paymentId' | 'acquirerPaymentId' | 'recordId'>;

function aboutOf(of: AboutFields & Pick<Finding, 'class'>): string {
  if (of.class === 'unknown_order') return of.acquirerPaymentId ?? '?';
  return (of.class === 'not_ours_in_billing' ? of.recordId : of.paymentId) ?? '?';
}

/** Each finding counts once, with class, severity and subject as planted. */
export function score(planted: readonly Expected[], seen: readonly Seen[]): Score {
  const classes = DISCREPANCY_CLASSES.map((name) => scoreClass(name, planted, seen));
  const sum = (count: (of: ClassScore) => number): number =>
    classes.reduce((total, of) => total + count(of), 0);
  const found = sum((of) => of.found);
  const invented = sum((of) => of.invented.length);
  const all = sum((of) => of.planted);
  return {
    classes,
    precision: found + invented === 0 ? 1 : found / (found + invented),
    recall: all === 0 ? 1 : found / all,
  };
}

function scoreClass(name: DiscrepancyClass, planted: readonly Expected[], seen: readonly Seen[]): ClassScore {
  const wanted = new Set(planted.filter((one) => one.class === name).map(textOf));
  const missed = new Set(wanted);
  const invented: string[] = [];
  for (const text of seen.filter((one) => one.class === name).map(textOf)) {
    if (!missed.delete(text)) invented.push(text);
  }
  return {
    class: name,
    planted: wanted.size,
    found: wanted.size - missed.size,
    missed: [...missed],
    invented,
  };
}

function textOf({ class: name, severity, about }: Seen): string {
  return `${name} ${severity} ${about}`;
}

export function isPerfect({ precision, recall }: Score): boolean {
  return precision === 1 && recall === 1;
}

/** A table by class, and the closing figures. */
export function scoreText(of: Score): string {
  const rows = [
    ['class', 'planted', 'found', 'missed', 'invented'],
    ...of.classes.map((row) => [
      row.class,
      String(row.planted),
      String(row.found),
      String(row.missed.length),
      String(row.invented.length),
    ]),
  ];
  const lines = rows.map(([name = '', ...numbers]) =>
    [name.padEnd(24), ...numbers.map((number) => number.padStart(9))].join(''),
  );
  const strays = of.classes.flatMap(({ missed, invented }) => [
    ...missed.map((text) => `missed: ${text}`),
    ...invented.map((text) => `invented: ${text}`),
  ]);
  return [
    ...lines,
    ...strays.slice(0, 50),
    `precision ${figure(of.precision)}, recall ${figure(of.recall)}`,
  ].join('\n');
}

function figure(value: number): string {
  return value === 1 ? '1.0' : value.toFixed(4);
}
