import { foldText } from '#values/fold.ts';
import { outsideLinks } from '#values/links.ts';

/** In code points, without the sign. */
export const HASHTAG_LENGTH_MOST = 100;
/** Different hashtags of one text; what comes after them stays text. */
export const HASHTAGS_MOST = 100;

/** Letters, marks, digits, underscore; joiners and middle dots inside. */
const WORD = '\\p{L}\\p{M}\\p{N}_';
const INSIDE = `${WORD}\u200c\u200d\u00b7\u30fb`;
const HASHTAG = new RegExp(`(?<![${WORD}/&])[#＃]([${WORD}](?:[${INSIDE}]*[${WORD}])?)`, 'gu');
const WHOLE = new RegExp(`^[${WORD}](?:[${INSIDE}]*[${WORD}])?$`, 'u');
const MIDDLE_DOT = /[\u00b7\u30fb]/g;
const DIGITS_ALONE = /^[\p{N}_]*$/u;

export type FoundHashtag = {
  /** As written, without the sign. */
  readonly name: string;
  /** Places in the text, UTF-16 units; `start` is the sign's. */
  readonly start: number;
  readonly end: number;
};

/** The canonical key that all spellings of a hashtag share. */
export function hashtagKey(name: string): string {
  return foldText(foldText(name).replace(MIDDLE_DOT, ''));
}

/** Whether a name (without the sign) can be a hashtag: a word, not digits alone, not too long. */
export function isHashtag(name: string): boolean {
  return isShort(name) && WHOLE.test(name) && !DIGITS_ALONE.test(hashtagKey(name));
}

/** The hashtags of a text outside its links, in order, at most HASHTAGS_MOST different ones. */
export function findHashtags(text: string): FoundHashtag[] {
  const found: FoundHashtag[] = [];
  for (const match of text.matchAll(HASHTAG))
    found.push({ name: match[1]!, start: match.index, end: match.index + match[0].length });
  const keys = new Set<string>();
  return outsideLinks(found, text).filter(({ name }) => {
    if (!isShort(name)) return false;
    const key = hashtagKey(name);
    if (DIGITS_ALONE.test(key) || (keys.size === HASHTAGS_MOST && !keys.has(key))) return false;
    keys.add(key);
    return true;
  });
}

function isShort(name: string): boolean {
  return name.length <= HASHTAG_LENGTH_MOST * 2 && [...name].length <= HASHTAG_LENGTH_MOST;
}
