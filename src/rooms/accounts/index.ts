export { accountCards } from '#rooms/accounts/cards.ts';
export { createUser, type NewUser } from '#rooms/accounts/create-user.ts';
export { accountChanged, accountClosed, accountCounted } from '#rooms/accounts/events.ts';
export {
  acctOf,
  completeLinks,
  imageUrl,
  type Place,
  profileUrl,
  toAccount,
} from '#rooms/accounts/mastodon.ts';
export { requireActive } from '#rooms/accounts/require-active.ts';
export { type AccountRow, type AccountState, accountStore } from '#rooms/accounts/store.ts';
export { type Role, type UserRow, type UserState, userStore } from '#rooms/accounts/user-store.ts';
