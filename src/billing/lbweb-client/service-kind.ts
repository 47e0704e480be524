import type { ServiceKind } from '../cabinet.port';

/** Words that operators' tariffs are named by; the first line that fits wins. */
const WORDS: readonly (readonly [RegExp, ServiceKind])[] = [
  [/телефон|voip|ip-?телеф|(?<!\p{L})(?:атс|sip)(?!\p{L})/iu, 'telephony'],
  [/телевид|телеканал|iptv|(?<!\p{L})(?:тв|tv|ктв|ott)(?!\p{L})/iu, 'tv'],
  [
    /интернет|internet|(?:мбит|гбит|кбит|mbps|mbit)|(?<!\p{L})(?:wi-?fi|pppoe|ipoe|gpon)(?!\p{L})/iu,
    'internet',
  ],
];

/** What a service gives, as far as the words of its tariff tell. The cabinet names nothing else of it. */
export function serviceKindOf(tariffName: string, description: string | null): ServiceKind {
  const kindIn = (text: string): ServiceKind | undefined => WORDS.find(([words]) => words.test(text))?.[1];
  return kindIn(tariffName) ?? kindIn(description ?? '') ?? 'other';
}
