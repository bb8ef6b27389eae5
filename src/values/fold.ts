/** Joiners, tatweel, harakat, Quranic marks and invisible direction marks: they change the look of a word, not the word. */
const IGNORED =
  /\p{Cf}|\u034f|\u0640|[\u0610-\u061a]|[\u064b-\u065f]|\u0670|[\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ہ: 'ه',
  ە: 'ه',
  ۀ: 'ه',
  ة: 'ه',
};
const LETTERS = /[يىكہەۀة]/gu;
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;

/**
 * One form for all spellings of a text, for hashtag keys and search: NFKC, case, joiners, tatweel and harakat ignored,
 * Arabic letters folded to Persian ones, digits of all three kinds to ASCII. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  let folded = text;
  for (let round = 0; round < 3; round++) {
    const next = foldOnce(folded);
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

function foldOnce(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(IGNORED, '')
    .replace(LETTERS, (letter) => ARABIC_LETTERS[letter]!)
    .replace(DIGITS, (digit) => String(digit.codePointAt(0)! & 0xf));
}
