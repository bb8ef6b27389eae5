export type FoundLink = { readonly url: string; readonly start: number; readonly end: number };

const LINK =
  /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"'`{}|\\^\u200e\u200f\u202a-\u202e\u2066-\u2069«»،؛؟]{3,2048}/giu;
const TRAILING = /[.,;:!?…*_~'"]+$/u;

/** The http and https links of a text, in order. Closing punctuation and unbalanced brackets are left outside. */
export function findLinks(text: string): FoundLink[] {
  const found: FoundLink[] = [];
  for (const match of text.matchAll(LINK)) {
    const url = trimmed(match[0]);
    if (URL.canParse(url)) found.push({ url, start: match.index, end: match.index + url.length });
  }
  return found;
}

function trimmed(url: string): string {
  let text = url;
  for (;;) {
    const before = text;
    text = text.replace(TRAILING, '');
    if (text.endsWith(')') && count(text, '(') < count(text, ')')) text = text.slice(0, -1);
    if (text.endsWith(']') && count(text, '[') < count(text, ']')) text = text.slice(0, -1);
    if (text === before) return text;
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
