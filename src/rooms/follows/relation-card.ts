import type { RelationCard } from '#pages/cards.ts';
import { toRelationship } from '#rooms/follows/mastodon.ts';
import { relationshipsOf } from '#rooms/follows/views.ts';
import type { View } from '#view/reader.ts';

/** How a reader stands to an account, as its page draws it. Undefined for strangers and for oneself. */
export function relationCardOf(
  view: View,
  viewerId: number | undefined,
  accountId: number,
  now: number,
): RelationCard | undefined {
  if (viewerId === undefined || viewerId === accountId) return undefined;
  const row = relationshipsOf(view, viewerId, [accountId])[0];
  if (!row) return undefined;
  const { following, requested, followed_by, showing_reblogs, blocking, muting } = toRelationship(row, now);
  return {
    following,
    requested,
    followedBy: followed_by,
    boostsHidden: following && !showing_reblogs,
    blocking,
    muting,
  };
}
