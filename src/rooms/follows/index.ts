export { blockCommand } from '#rooms/follows/block.ts';
export { blockDomainCommand } from '#rooms/follows/block-domain.ts';
export {
  blocked,
  followed,
  followRequestEnded,
  followRequested,
  relationChanged,
  unfollowed,
} from '#rooms/follows/events.ts';
export { follow } from '#rooms/follows/follow.ts';
export { toRelationship } from '#rooms/follows/mastodon.ts';
export { muteCommand, mutesNotifications } from '#rooms/follows/mute.ts';
export { relationCardOf } from '#rooms/follows/relation-card.ts';
export { type Relations, relationCache, relationStore } from '#rooms/follows/relations.ts';
export { FOLLOWS_MOST } from '#rooms/follows/rules/follow.ts';
export { followStore } from '#rooms/follows/store.ts';
export { relationshipsOf, relationshipWith } from '#rooms/follows/views.ts';
