import type { Relations } from '#rooms/follows/index.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { PUBLIC } from '#values/visibility.ts';

/** Who reads, as home and list timelines need to know them. `now` in milliseconds. */
export type Looker = {
  readonly accountId: number;
  readonly relations: Relations;
  /** Members of the reader's exclusive lists: they are read there and not at home. */
  readonly exclusive: ReadonlySet<number>;
  /** Ids of followed hashtags. */
  readonly tags: ReadonlySet<number>;
  readonly now: number;
};

/** Whether the reader muted this account, as of now. */
export function mutes(looker: Looker, accountId: number): boolean {
  return (looker.relations.muting.get(accountId) ?? 0) > looker.now;
}

/**
 * Whether a status belongs on the reader's home timeline: their own, those of people they follow (replies only to people
 * they follow, boosts unless hidden), and public ones with a hashtag they follow.
 */
export function belongsHome(looker: Looker, entry: Entry, hasFollowedTag: () => boolean): boolean {
  if (entry.accountId === looker.accountId) return true;
  if (mutes(looker, entry.accountId) || looker.exclusive.has(entry.accountId)) return false;
  if (comesByFollow(looker, entry)) return true;
  return entry.visibility === PUBLIC && entry.boostOfId === null && hasFollowedTag();
}

function comesByFollow(looker: Looker, entry: Entry): boolean {
  if (!looker.relations.following.has(entry.accountId)) return false;
  if (entry.boostOfId !== null) return !looker.relations.boostsHidden.has(entry.accountId);
  return answersKnown(looker, entry);
}

/** Not a reply, or a reply to its own author, to the reader or to somebody the reader follows. */
function answersKnown(looker: Looker, entry: Entry): boolean {
  const to = entry.replyToAccountId;
  if (to === null) return true;
  return to === entry.accountId || to === looker.accountId || looker.relations.following.has(to);
}

export type RepliesPolicy = 'followed' | 'list' | 'none';

/** Whether a member's status belongs on a list: replies as the list wants them, boosts unless hidden. */
export function belongsOnList(
  looker: Looker,
  entry: Entry,
  members: ReadonlySet<number>,
  replies: RepliesPolicy,
): boolean {
  if (!members.has(entry.accountId) || mutes(looker, entry.accountId)) return false;
  if (entry.boostOfId !== null) return !looker.relations.boostsHidden.has(entry.accountId);
  if (entry.replyToAccountId === null || entry.replyToAccountId === entry.accountId) return true;
  if (replies === 'none') return false;
  if (entry.replyToAccountId === looker.accountId) return true;
  if (replies === 'followed') return looker.relations.following.has(entry.replyToAccountId);
  return members.has(entry.replyToAccountId);
}
