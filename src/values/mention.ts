import { outsideLinks } from '#values/links.ts';

export type FoundMention = {
  readonly username: string;
  /** Undefined for `@name` alone. */
  readonly domain: string | undefined;
  /** Places in the text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

const NAME = '[A-Za-z0-9_](?:[A-Za-z0-9_.\\-]{0,62}[A-Za-z0-9_])?(?![A-Za-z0-9_])';
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}\\-]{0,61}[\\p{L}\\p{M}\\p{N}])?';
const MENTION = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_=/@])@(${NAME})(?:@(${LABEL}(?:\\.${LABEL}){0,9}(?::\\d{1,5})?))?`,
  'gu',
);

/** The `@name` and `@name@domain` of a text outside its links, in order. The domain is as written. */
export function findMentions(text: string): FoundMention[] {
  const found = [...text.matchAll(MENTION)].map((match) => ({
    username: match[1]!,
    domain: match[2],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return outsideLinks(found, text);
}
