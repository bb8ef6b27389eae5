import { foldText } from '#values/fold.ts';
import { usernameKey } from '#values/username.ts';

export const WORDS_MOST = 20;
const WORD_LENGTH_MOST = 60;

/** The words by which an account is found: its user name and those of its display name, folded. Nothing else of it is searched. */
export function wordsOf(username: string, displayName: string): readonly string[] {
  return [...new Set([usernameKey(username), ...foldedWords(displayName)])].slice(0, WORDS_MOST);
}

/** The folded words of a text, in order. */
export function foldedWords(text: string): string[] {
  const words = foldText(text).split(/[^\p{L}\p{N}\p{M}_]+/u);
  return words.filter((word) => word !== '').map((word) => word.slice(0, WORD_LENGTH_MOST));
}
