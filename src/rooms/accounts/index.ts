export { accountInHandle } from '#rooms/accounts/account-in-handle.ts';
export { bannerAt, putBanner, removeBanner } from '#rooms/accounts/banner.ts';
export { accountCards } from '#rooms/accounts/cards.ts';
export { changeUser, type UserChange } from '#rooms/accounts/change-user.ts';
export { countStatus } from '#rooms/accounts/count-status.ts';
export {
  addUser,
  createUser,
  type NewUser,
  type PreparedUser,
  prepareUser,
} from '#rooms/accounts/create-user.ts';
export { accountChanged, accountClosed, accountCounted, filesDropped } from '#rooms/accounts/events.ts';
export {
  acctOf,
  completeLinks,
  imageUrl,
  type Place,
  profileUrl,
  toAccount,
  toAccountFor,
} from '#rooms/accounts/mastodon.ts';
export { profilePath, toPersonCard } from '#rooms/accounts/person-card.ts';
export { toProfileCard } from '#rooms/accounts/profile-card.ts';
export { keepProfileImage } from '#rooms/accounts/profile-image.ts';
export { namesProfileFile } from '#rooms/accounts/profile-store.ts';
export { requireActive } from '#rooms/accounts/require-active.ts';
export type { Announced } from '#rooms/accounts/rules/banner.ts';
export { takeLocation, withLocation } from '#rooms/accounts/rules/location.ts';
export {
  DISPLAY_NAME_MOST,
  FIELD_NAME_MOST,
  FIELD_VALUE_MOST,
  FIELDS_MOST,
  IMAGE_DESCRIPTION_MOST,
  NOTE_MOST,
  type WrittenField,
} from '#rooms/accounts/rules/profile.ts';
export { screenOf } from '#rooms/accounts/screen.ts';
export { type AccountRow, type AccountState, accountStore } from '#rooms/accounts/store.ts';
export { type ProfileChange, updateProfile } from '#rooms/accounts/update-profile.ts';
export {
  type ListedUser,
  type Role,
  type UserRow,
  type UserState,
  userStore,
} from '#rooms/accounts/user-store.ts';
export { findByHandle, searchAccounts, seeAccount, seeAccounts } from '#rooms/accounts/views.ts';
