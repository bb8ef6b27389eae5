import type { RelationshipRow } from '#rooms/follows/relationship-store.ts';
import { iso } from '#values/time.ts';

/** What a viewer and an account are to each other, as the client API shows it. `now` decides which mutes still hold. */
export function toRelationship(row: RelationshipRow, now: number) {
  const following = row.following === 1;
  const tied = following || row.requested === 1;
  const muting = row.muteNotifications !== null && (row.muteExpiresAt === null || row.muteExpiresAt > now);
  return {
    id: String(row.id),
    following,
    showing_reblogs: tied && row.reblogs === 1,
    notifying: tied && row.notify === 1,
    languages: tied && row.languages !== null ? (JSON.parse(row.languages) as string[]) : null,
    followed_by: row.followedBy === 1,
    blocking: row.blocking === 1,
    blocked_by: row.blockedBy === 1,
    muting,
    muting_notifications: muting && row.muteNotifications === 1,
    muting_expires_at: muting && row.muteExpiresAt !== null ? iso(row.muteExpiresAt) : null,
    requested: row.requested === 1,
    requested_by: row.requestedBy === 1,
    domain_blocking: row.domainBlocking === 1,
    endorsed: row.endorsed === 1,
    note: row.note ?? '',
  };
}
