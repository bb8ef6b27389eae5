import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import { MENTIONS_MOST, TAGS_MOST } from '#rooms/statuses/rules/compose.ts';
import { findHashtags, hashtagKey } from '#values/hashtag.ts';
import { renderText } from '#values/html.ts';
import { findMentions } from '#values/mention.ts';
import type { View } from '#view/reader.ts';

/** Text made ready for the log: rendered, its hashtags folded, its mentions found. */
export type PreparedText = {
  readonly html: string;
  readonly tags: readonly { readonly key: string; readonly name: string }[];
  readonly mentionIds: readonly number[];
};

/** Renders a text, folds its hashtags and finds whom it mentions, the first so many; the others stay text. */
export function prepareText(
  view: View,
  domain: string,
  text: string,
  mentionsMost = MENTIONS_MOST,
): PreparedText {
  const people = peopleIn(view, domain, text, mentionsMost);
  const html = renderText(text, {
    mentionHref: (username, at) => {
      const account = people.get(handleOf(domain, username, at));
      return account && (account.url ?? `/@${account.username}`);
    },
    hashtagHref: (name) => `/tags/${encodeURIComponent(name)}`,
  });
  return { html, tags: tagsIn(text), mentionIds: [...new Set([...people.values()].map((a) => a.id))] };
}

/** One spelling for each handle; our own domain is none. */
function handleOf(domain: string, username: string, at: string | undefined): string {
  const host = at?.toLowerCase() ?? domain;
  return `${username.toLowerCase()}@${host === domain ? '' : host}`;
}

function peopleIn(view: View, domain: string, text: string, most: number): Map<string, AccountRow> {
  const people = new Map<string, AccountRow>();
  for (const mention of findMentions(text)) {
    const handle = handleOf(domain, mention.username, mention.domain);
    if (people.has(handle) || people.size === most) continue;
    const [username, host] = handle.split('@');
    const found = view.of(accountStore).byName(username!, host!);
    if (found?.state === 'active') people.set(handle, found);
  }
  return people;
}

function tagsIn(text: string): PreparedText['tags'] {
  const tags = new Map<string, string>();
  for (const { name } of findHashtags(text)) {
    const key = hashtagKey(name);
    if (!tags.has(key) && tags.size < TAGS_MOST) tags.set(key, name);
  }
  return [...tags].map(([key, name]) => ({ key, name }));
}
