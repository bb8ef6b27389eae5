export type FoundMention = {
  readonly username: string;
  /** Undefined for `@name` alone. */
  readonly domain: string | undefined;
  /** Places in the text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

const MENTION =
  /(?<![\p{L}\p{N}_/@.])@([a-z0-9_](?:[a-z0-9_.-]{0,62}[a-z0-9_])?)(?:@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?){1,9}(?::\d{1,5})?))?/giu;

/** The `@name` and `@name@domain` of a text, in order. */
export function findMentions(text: string): FoundMention[] {
  return [...text.matchAll(MENTION)].map((match) => ({
    username: match[1]!,
    domain: match[2],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
