import type { PageLanguage } from '#pages/texts/index.ts';

/** Languages an author can name for a post, the likeliest first. */
const CODES = [
  'fa',
  'en',
  'ar',
  'az',
  'ckb',
  'ku',
  'bal',
  'glk',
  'lrc',
  'mzn',
  'tk',
  'ps',
  'ur',
  'he',
  'hy',
  'tr',
  'de',
  'es',
  'fr',
  'it',
  'nl',
  'pt',
  'ru',
  'sv',
  'uk',
  'hi',
  'id',
  'ja',
  'ko',
  'zh',
];

const made = new Map<PageLanguage, readonly (readonly [string, string])[]>();

/** Code and name of each, named in the language of the page. */
export function languageChoices(language: PageLanguage): readonly (readonly [string, string])[] {
  const known = made.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
  const choices = CODES.map((code) => [code, names.of(code) ?? code] as const);
  made.set(language, choices);
  return choices;
}
