const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const RTL = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'glk',
  'he',
  'ks',
  'lrc',
  'mzn',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
  'azb',
  'bal',
]);
const STRONG_RTL = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const STRONG = /\p{L}/u;

/** Whether a tag names a language, with or without a region or script: `fa`, `zh-CN`, `sr-Latn`. */
export function isLanguage(tag: string): boolean {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.test(tag)) return false;
  return NAMES.of(tag.split('-')[0]!.toLowerCase()) !== undefined;
}

export type Direction = 'ltr' | 'rtl';

/** The direction a language is written in. */
export function directionOf(language: string): Direction {
  return RTL.has(language.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr';
}

/** The direction of a text by its first letter that has one; `ltr` when it has none. */
export function directionOfText(text: string): Direction {
  for (const sign of text) {
    if (STRONG_RTL.test(sign) && STRONG.test(sign)) return 'rtl';
    if (STRONG.test(sign)) return 'ltr';
  }
  return 'ltr';
}
