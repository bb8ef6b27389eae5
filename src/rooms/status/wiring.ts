/** What the registry holds of this room. */
export { reactions } from '#rooms/status/reactions.ts';
