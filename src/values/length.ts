import { findLinks } from '#values/links.ts';
import { findMentions } from '#values/mention.ts';

export const LINK_COUNTS = 23;
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Texts whose every character is seen as one, but for joiners after a letter: no need to look for clusters. */
const PLAIN =
  /^(?:[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u060c\u061b\u061f\u0660-\u066d\u06f0-\u06f9]|[\u0620-\u063f\u0641-\u064a\u0671-\u06d3]\u200c?)*$/;

/** The length of a text as clients count it: what is seen as one character is one, a link is 23, `@name@domain` is `@name`. */
export function countCharacters(text: string): number {
  const counted = [
    ...findLinks(text).map((link) => ({ ...link, counts: LINK_COUNTS })),
    ...findMentions(text).map((mention) => ({ ...mention, counts: mention.username.length + 1 })),
  ].sort((a, b) => a.start - b.start);
  let total = 0;
  let at = 0;
  for (const span of counted) {
    if (span.start < at) continue;
    total += graphemes(text.slice(at, span.start)) + span.counts;
    at = span.end;
  }
  return total + graphemes(text.slice(at));
}

/** What a reader sees as one character, counted (UAX #29). */
function graphemes(text: string): number {
  if (PLAIN.test(text)) return text.length - (text.split('\u200c').length - 1);
  let n = 0;
  for (const _ of SEGMENTER.segment(text)) n++;
  return n;
}
