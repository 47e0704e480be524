import type { ServiceKind } from '../cabinet.port';

/**
 * Words of names that tell what a service gives; the first line that fits wins. Billing has no such field: it is derived from
 * what an operator calls his agents and tariffs, so a name that tells nothing makes it `other`.
 */
const WORDS: readonly (readonly [ServiceKind, RegExp])[] = [
  ['telephony', /телефон|voip|\bsip\b|\bpstn\b|(?<!\p{L})атс(?!\p{L})/iu],
  ['tv', /iptv|телевид|\btv\b|(?<!\p{L})(?:ктв|цтв|тв)(?!\p{L})|\bott\b/iu],
  [
    'internet',
    /интернет|internet|pppoe|ipoe|\bdhcp\b|ethernet|radius|радиус|[кмг]бит|[kmg]bit|wi-?fi|[gx]pon|ftt[bhx]|docsis|adsl/iu,
  ],
];

/** What a service gives: by its agent's name, and where that tells nothing, by its tariff's. */
export function serviceKindOf(agentName: string, tariffName: string): ServiceKind {
  return kindIn(agentName) ?? kindIn(tariffName) ?? 'other';
}

function kindIn(name: string): ServiceKind | null {
  return WORDS.find(([, words]) => words.test(name))?.[0] ?? null;
}
