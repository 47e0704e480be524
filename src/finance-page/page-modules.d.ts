/** What the tests take from the page, which is plain JavaScript. */

declare module '*/page/money.mjs' {
  export function rubles(kopecks: number | null): string;
  export function count(number: number | null): string;
  export function sum(...parts: readonly (number | null)[]): number | null;
  export function roundRubles(kopecks: number, language: 'ru' | 'en'): string;
  export function percent(part: number, whole: number): string;
}

declare module '*/page/days.mjs' {
  export function isDay(text: unknown): boolean;
  export function dayAfter(day: string, days?: number): string;
  export function eachDay(first: string, last: string): string[];
  export function dayOf(moment: Date): string;
  export function firstOfMonth(day: string): string;
  export function shortDay(day: string | null): string;
  export function dayAndMonth(day: string): string;
  export function longDay(day: string, language: 'ru' | 'en'): string;
  export function moment(text: string | null): string;
  export function duration(milliseconds: number | null, language: 'ru' | 'en'): string;
}

declare module '*/page/charts/scale.mjs' {
  export function ticks(max: number, wanted?: number): number[];
  export function timeTicks(maxMs: number, wanted?: number): number[];
  export function heightOf(value: number, top: number, height: number): number;
  export function places(number: number, width: number): { middle: number; width: number }[];
  export function placeAt(x: number, number: number, width: number): number;
  export function namedEvery(number: number, width: number, room: number): number;
  export function pieces(values: readonly (number | null)[]): { index: number; value: number }[][];
}

declare module '*/page/selection.mjs' {
  export interface Selection {
    readonly section: string;
    readonly day: string;
    readonly from: string;
    readonly to: string;
    readonly lang: string;
    readonly [name: string]: string;
  }
  export function selectionOf(hash: string, now?: Date): Selection;
  export function hashOf(selection: object, changes?: object): string;
}

declare module '*/page/words.mjs' {
  export function speak(language: 'ru' | 'en'): void;
  export function t(name: string, values?: Readonly<Record<string, string>>): string;
  export function named(kind: string, word: string | null): string;
  export function actor(word: string | null): string;
  export const WORDS: Readonly<Record<string, readonly [string, string]>>;
}
