import { foldText } from '#values/fold.ts';

export const HASHTAG_LENGTH_MOST = 100;

/** Letters, marks, digits, underscore; joiners and middle dots inside. */
const WORD = '\\p{L}\\p{M}\\p{N}_';
const INSIDE = `${WORD}\u200c\u200d\u00b7\u30fb`;
const HASHTAG = new RegExp(
  `(?<![${WORD}/&])[#＃]([${WORD}](?:[${INSIDE}]{0,${HASHTAG_LENGTH_MOST * 2}}[${WORD}])?)`,
  'gu',
);
const WHOLE = new RegExp(`^[${WORD}](?:[${INSIDE}]*[${WORD}])?$`, 'u');

export type FoundHashtag = {
  /** As written, without the sign. */
  readonly name: string;
  /** Places in the text, UTF-16 units; `start` is the sign's. */
  readonly start: number;
  readonly end: number;
};

/** The canonical key that all spellings of a hashtag share. */
export function hashtagKey(name: string): string {
  return foldText(name).replaceAll(/[\u00b7\u30fb]/g, '');
}

/** Whether a name (without the sign) can be a hashtag: a word, not digits alone, not too long. */
export function isHashtag(name: string): boolean {
  const key = hashtagKey(name);
  return (
    WHOLE.test(name) && [...name].length <= HASHTAG_LENGTH_MOST && key !== '' && !/^[\p{N}_]*$/u.test(key)
  );
}

/** The hashtags of a text, in order. */
export function findHashtags(text: string): FoundHashtag[] {
  const found: FoundHashtag[] = [];
  for (const match of text.matchAll(HASHTAG)) {
    const name = match[1]!;
    if (isHashtag(name)) found.push({ name, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
