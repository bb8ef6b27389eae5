/** `start` and `end` are places in the text, UTF-16 units. */
export type FoundLink = { readonly url: string; readonly start: number; readonly end: number };

export const LINK_LENGTH_MOST = 2_048;

/** Joiners belong to Persian addresses; other invisible marks, quotation marks and brackets of any script end a link. */
const LINK =
  /(?<![A-Za-z0-9_])https?:\/\/[^\s<>"`{}|\\^\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069«»“”„،؛؟…、。「」『』【】（）]+/giu;
const TRAILING = new Set(".,;:!?*~'’");

/**
 * The http and https links of a text, in order. Closing punctuation and brackets that the link did not open are left
 * outside; a link with a name or password in it is none, since it shows another place than it leads to.
 */
export function findLinks(text: string): FoundLink[] {
  const found: FoundLink[] = [];
  for (const match of text.matchAll(LINK)) {
    if (match[0].length > LINK_LENGTH_MOST) continue;
    const url = match[0].slice(0, endOf(match[0]));
    const parsed = URL.parse(url);
    if (parsed === null || parsed.username !== '' || parsed.password !== '') continue;
    found.push({ url, start: match.index, end: match.index + url.length });
  }
  return found;
}

/** Those of the things found in a text that do not begin inside one of its links. Both in order. */
export function outsideLinks<T extends { readonly start: number }>(found: readonly T[], text: string): T[] {
  const links = found.length === 0 ? [] : findLinks(text);
  let at = 0;
  return found.filter(({ start }) => {
    while (at < links.length && links[at]!.end <= start) at++;
    return at === links.length || start < links[at]!.start;
  });
}

function endOf(url: string): number {
  let round = surplus(url, '(', ')');
  let square = surplus(url, '[', ']');
  for (let end = url.length; ; end--) {
    const last = url[end - 1]!;
    if (last === ')' && round > 0) round--;
    else if (last === ']' && square > 0) square--;
    else if (!TRAILING.has(last)) return end;
  }
}

function surplus(text: string, open: string, close: string): number {
  return text.split(close).length - text.split(open).length;
}
