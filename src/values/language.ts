const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
/** Languages that clients offer and ICU has no English name for. */
const MORE = new Set(['azb', 'ldn', 'zba']);
const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i;
const RTL_SCRIPTS = new Set('Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '));
const RTL_LETTER =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Mandaic}\p{Script=Mende_Kikakui}\p{Script=Nko}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Yezidi}]/u;

/** What was asked before, as asking ICU takes longer than all else in a short post. Bounded by the codes of two or three letters. */
const asked = new Map<string, boolean>();

export type Direction = 'ltr' | 'rtl';

/** Whether a tag names a language of ISO 639, with or without a region or script: `fa`, `ckb`, `zh-CN`, `sr-Latn`. */
export function isLanguage(tag: string): boolean {
  if (!TAG.test(tag)) return false;
  const language = tag.split('-')[0]!.toLowerCase();
  const known = asked.get(language) ?? (MORE.has(language) || NAMES.of(language) !== undefined);
  asked.set(language, known);
  return known;
}

/** The direction a language is mostly written in, or the one of the script its tag names; `ltr` for what is no tag. */
export function directionOf(language: string): Direction {
  if (!TAG.test(language)) return 'ltr';
  try {
    return RTL_SCRIPTS.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/** The direction of a text by its first letter; `ltr` when it has none. */
export function directionOfText(text: string): Direction {
  const first = /\p{L}/u.exec(text);
  return first && RTL_LETTER.test(first[0]) ? 'rtl' : 'ltr';
}

let known: readonly { readonly code: string; readonly name: string }[] | undefined;

/** ISO 639-1 languages that Intl can name, with their English names; a client offers them to authors. */
export function languagesKnown(): readonly { readonly code: string; readonly name: string }[] {
  known ??= allPairs().flatMap((code) => {
    const name = NAMES.of(code);
    return name === undefined ? [] : [{ code, name }];
  });
  return known;
}

function allPairs(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  return letters.flatMap((first) => letters.map((second) => first + second));
}
