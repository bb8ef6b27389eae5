import { profilePath } from '#rooms/accounts/person-card.ts';
import { accountStore } from '#rooms/accounts/store.ts';
import { renderText } from '#values/html.ts';
import { usernameKey } from '#values/username.ts';
import type { View } from '#view/reader.ts';

/** A text of a profile as HTML: links, hashtags and people of this server lead somewhere. */
export function renderProfileText(view: View, domain: string, text: string): string {
  return renderText(text, {
    hashtagHref: (name) => `/tags/${encodeURIComponent(name)}`,
    mentionHref(username, at) {
      const host = at === undefined || at.toLowerCase() === domain ? '' : at.toLowerCase();
      const found = view.of(accountStore).byName(usernameKey(username), host);
      return found?.state === 'active' ? (found.url ?? profilePath(found)) : undefined;
    },
  });
}
