import { noteTweetShape } from '#rooms/archive/rules/twitter-shapes.ts';
import { parseTime } from '#rooms/archive/rules/twitter-time.ts';
import type { Note } from '#rooms/archive/rules/twitter-tweet.ts';
import { unescapeHtml } from '#values/html.ts';

const LEADING_MENTIONS = /^(?:@\w+\s+)*/;
const BEGINNING_LEAST = 20;
const BEGINNING_MOST = 100;

/**
 * Long posts stand in a file of their own under other numbers; the tweet holds the beginning. The two are matched by second
 * and by the words they begin with.
 */
export function noteFinder(
  items: readonly unknown[],
): (createdAt: number, beginning: string) => Note | undefined {
  const bySecond = new Map<number, Note[]>();
  for (const item of items) {
    const parsed = noteTweetShape.safeParse(item);
    const at = parsed.success ? parseTime(parsed.data.noteTweet.createdAt) : undefined;
    if (!parsed.success || at === undefined) continue;
    const { text, urls } = parsed.data.noteTweet.core;
    const links = urls.map((url) => ({ url: url.shortUrl, expanded: url.expandedUrl || undefined }));
    const second = Math.floor(at / 1000);
    bySecond.set(second, [...(bySecond.get(second) ?? []), { text, links }]);
  }
  return (createdAt, beginning) => {
    const mentions = LEADING_MENTIONS.exec(beginning)![0];
    const words = start(beginning);
    const note = bySecond.get(Math.floor(createdAt / 1000))?.find((n) => start(n.text).startsWith(words));
    if (!note || words.length < BEGINNING_LEAST || note.text.length <= beginning.length) return undefined;
    return note.text.startsWith('@') ? note : { ...note, text: mentions + note.text };
  };
}

/** The words a text begins with, up to the first link or the cut. */
function start(text: string): string {
  const words = unescapeHtml(text)
    .replace(LEADING_MENTIONS, '')
    .split(/https?:|…/)[0]!;
  return words.slice(0, BEGINNING_MOST).trim();
}
