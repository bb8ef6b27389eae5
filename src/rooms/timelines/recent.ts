import { accountCards } from '#rooms/accounts/index.ts';
import { statusPosted } from '#rooms/statuses/index.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import type { View } from '#view/reader.ts';

const KEPT_MOST = 8_192;

/** A status that was just posted, with its hashtags. */
export type Fresh = { readonly entry: Entry; readonly tagIds: readonly number[] };

/** The last posts in the order they happened, so that whoever was here a moment ago need not ask the view again. */
export type Recent = {
  /** How many have come so far: a place to go on from. */
  place(): number;
  /** Those after a place; undefined when some of them are forgotten already. */
  since(place: number): readonly Fresh[] | undefined;
};

export function recentPosts(view: View): Recent {
  let kept: Fresh[] = [];
  let forgotten = 0;
  view.on(statusPosted, (posted) => {
    kept.push({ entry: entryOf(view, posted), tagIds: posted.tagIds });
    if (kept.length < KEPT_MOST * 2) return;
    forgotten += kept.length - KEPT_MOST;
    kept = kept.slice(-KEPT_MOST);
  });
  view.onGap(() => {
    forgotten += kept.length + 1;
    kept = [];
  });
  return {
    place: () => forgotten + kept.length,
    since: (place) => (place < forgotten ? undefined : kept.slice(place - forgotten)),
  };
}

type Posted = NonNullable<(typeof statusPosted)['body']>;

/** The entry of a status from what was said when it was posted. */
export function entryOf(view: View, posted: Posted): Entry {
  return {
    id: posted.id,
    accountId: posted.accountId,
    visibility: posted.visibility,
    local: view.keep(accountCards).byId(posted.accountId)?.domain === '' ? 1 : 0,
    boostOfId: posted.boostOfId,
    replyToAccountId: posted.replyToAccountId,
  };
}
