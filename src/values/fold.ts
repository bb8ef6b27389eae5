/** What changes the look of a word, not the word: joiners and direction marks, tatweel, harakat, Quranic marks. */
const IGNORED =
  /\p{Cf}|\u034f|\u0640|[\u0610-\u061a]|[\u064b-\u065f]|\u0670|[\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
/** `ۀ` is `ه` with a mark above, which is ignored as the other marks are. */
const LETTERS: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ۀ: 'ه' };
const LETTER = /[يىكۀ]/gu;
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/gu;
/** The limit of the Stream-Safe Text Format (UAX #15): ordering a longer run of marks takes quadratic time. */
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;
const PLAIN = /^[\n\x20-\x40\x5b-\x7e]*$/;

/**
 * One form for all spellings of a text, for hashtag keys and search: NFKC, case, joiners, tatweel and harakat ignored,
 * Arabic letters folded to Persian ones, digits of all three kinds to ASCII. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text;
  // Taking out a mark can let its neighbours compose, so that one pass need not be the last.
  const once = foldOnce(text.replace(TOO_MANY_MARKS, '$1'));
  const twice = foldOnce(once);
  return twice === once ? once : foldOnce(twice);
}

function foldOnce(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(IGNORED, '')
    .replace(LETTER, (letter) => LETTERS[letter]!)
    .replace(DIGIT, (digit) => String(digit.codePointAt(0)! & 0xf));
}
