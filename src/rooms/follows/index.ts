export { blocked, followed, followRequested, relationChanged, unfollowed } from '#rooms/follows/events.ts';
export { type Relations, relationCache, relationStore } from '#rooms/follows/relations.ts';
