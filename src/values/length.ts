import { findLinks } from '#values/links.ts';
import { findMentions } from '#values/mention.ts';

const LINK_LENGTH = 23;
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The length of a text as clients count it: what is seen as one character is one, a link is 23, `@name@domain` is `@name`. */
export function countCharacters(text: string): number {
  const spans = [
    ...findLinks(text).map((link) => ({ ...link, counts: LINK_LENGTH })),
    ...findMentions(text).map((mention) => ({ ...mention, counts: mention.username.length + 1 })),
  ].sort((a, b) => a.start - b.start);
  let total = 0;
  let at = 0;
  for (const span of spans) {
    if (span.start < at) continue;
    total += graphemes(text.slice(at, span.start)) + span.counts;
    at = span.end;
  }
  return total + graphemes(text.slice(at));
}

function graphemes(text: string): number {
  let n = 0;
  for (const _ of SEGMENTER.segment(text)) n++;
  return n;
}
