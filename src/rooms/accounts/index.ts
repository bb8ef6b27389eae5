export { accountInHandle } from '#rooms/accounts/account-in-handle.ts';
export { accountCards } from '#rooms/accounts/cards.ts';
export { changeUser, type UserChange } from '#rooms/accounts/change-user.ts';
export {
  addUser,
  createUser,
  type NewUser,
  type PreparedUser,
  prepareUser,
} from '#rooms/accounts/create-user.ts';
export { accountChanged, accountClosed, accountCounted } from '#rooms/accounts/events.ts';
export {
  acctOf,
  completeLinks,
  imageUrl,
  type Place,
  profileUrl,
  toAccount,
} from '#rooms/accounts/mastodon.ts';
export { profilePath, toPersonCard } from '#rooms/accounts/person-card.ts';
export { toProfileCard } from '#rooms/accounts/profile-card.ts';
export { requireActive } from '#rooms/accounts/require-active.ts';
export { screenOf } from '#rooms/accounts/screen.ts';
export { type AccountRow, type AccountState, accountStore } from '#rooms/accounts/store.ts';
export {
  type ListedUser,
  type Role,
  type UserRow,
  type UserState,
  userStore,
} from '#rooms/accounts/user-store.ts';
