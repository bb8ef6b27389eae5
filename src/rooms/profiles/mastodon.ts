import {
  type AccountRow,
  type Place,
  type Role,
  toAccount,
  type UserRow,
  type WrittenField,
  withLocation,
} from '#rooms/accounts/index.ts';
import type { FeaturedTag } from '#rooms/profiles/store.ts';
import { visibilityName } from '#rooms/statuses/index.ts';

/** Permission bits of the Mastodon API: 1 may do everything, 16 handles reports. */
const ROLES: Readonly<Record<Role, { id: string; name: string; permissions: string; highlighted: boolean }>> =
  {
    user: { id: '-99', name: '', permissions: '0', highlighted: false },
    moderator: { id: '2', name: 'Moderator', permissions: '16', highlighted: true },
    admin: { id: '3', name: 'Admin', permissions: '1', highlighted: true },
  };

/** One's own account: exact numbers, and the texts as they were written. */
export function toCredentialAccount(account: AccountRow, user: UserRow, requests: number, place: Place) {
  return {
    ...toAccount(account, place),
    followers_count: account.followers,
    following_count: account.following,
    source: {
      privacy: visibilityName(user.defaultVisibility),
      sensitive: user.defaultSensitive === 1,
      language: user.defaultLanguage,
      note: account.note,
      fields: writtenFields(account),
      follow_requests_count: requests,
      hide_collections: account.showCollections === 0,
      discoverable: account.discoverable === 1,
      indexable: account.indexable === 1,
      attribution_domains: JSON.parse(account.attributionDomains) as string[],
      quote_policy: 'nobody',
    },
    role: { ...ROLES[user.role], color: '' },
  };
}

/** The fields as their owner wrote them; the location is the first. */
function writtenFields(account: AccountRow) {
  const fields = JSON.parse(account.fields) as WrittenField[];
  return withLocation(account.location, fields).map(({ name, value }) => ({
    name,
    value,
    verified_at: null,
  }));
}

/** Everything of one's own profile that can be changed, as it was written. */
export function toProfile(account: AccountRow, tags: readonly FeaturedTag[], place: Place) {
  const picture = (file: string | null) => (file === null ? null : `${place.origin}/media/${file}`);
  return {
    id: String(account.id),
    display_name: account.displayName,
    note: account.note,
    fields: writtenFields(account),
    avatar: picture(account.avatar),
    avatar_static: picture(account.avatarStatic),
    avatar_description: account.avatarDescription,
    header: picture(account.header),
    header_static: picture(account.headerStatic),
    header_description: account.headerDescription,
    locked: account.locked === 1,
    bot: account.bot === 1,
    hide_collections: account.showCollections === 0,
    discoverable: account.discoverable === 1,
    indexable: account.indexable === 1,
    show_media: account.showMedia === 1,
    show_media_replies: account.showMediaReplies === 1,
    show_featured: account.showFeatured === 1,
    attribution_domains: JSON.parse(account.attributionDomains) as string[],
    featured_tags: tags.map((tag) => toFeaturedTag(tag, place)),
  };
}

/** A hashtag on somebody's profile. When it was last used is told to nobody. */
export function toFeaturedTag(tag: FeaturedTag, place: Place) {
  return {
    id: String(tag.id),
    name: tag.name,
    url: `${place.origin}/tags/${encodeURIComponent(tag.name)}`,
    statuses_count: String(tag.statuses),
    last_status_at: null,
  };
}

export function toPreferences(user: UserRow) {
  return {
    'posting:default:visibility': visibilityName(user.defaultVisibility),
    'posting:default:sensitive': user.defaultSensitive === 1,
    'posting:default:language': user.defaultLanguage,
    'posting:default:quote_policy': 'nobody',
    'reading:expand:media': 'default',
    'reading:expand:spoilers': false,
    'reading:autoplay:gifs': false,
  };
}
