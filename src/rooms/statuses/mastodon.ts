import {
  type AccountRow,
  acctOf,
  completeLinks,
  type Place,
  profileUrl,
  toAccount,
} from '#rooms/accounts/index.ts';
import { toAttachment } from '#rooms/media/index.ts';
import { BOOKMARKED, BOOSTED, FAVOURITED, MUTED, PINNED } from '#rooms/statuses/flags.ts';
import type { Wording } from '#rooms/statuses/history.ts';
import { visibilityName } from '#rooms/statuses/rules/visibility.ts';
import type { SeenStatus } from '#rooms/statuses/views.ts';
import { iso } from '#values/time.ts';

/** What a status shows to everyone alike, without its account, boost and the viewer's flags. */
export function toSharedPart(status: SeenStatus, place: Place) {
  const { row, media, tags } = status.facts;
  const author = status.author;
  return {
    id: String(row.id),
    created_at: iso(row.createdAt),
    in_reply_to_id: row.replyToId === null ? null : String(row.replyToId),
    in_reply_to_account_id: row.replyToAccountId === null ? null : String(row.replyToAccountId),
    sensitive: row.sensitive === 1,
    spoiler_text: row.spoiler,
    visibility: visibilityName(row.visibility),
    language: row.language,
    uri: row.uri ?? `${place.origin}/users/${author.username}/statuses/${row.id}`,
    url: row.url ?? `${place.origin}/@${author.username}/${row.id}`,
    replies_count: row.replies,
    reblogs_count: row.boosts,
    favourites_count: row.favourites,
    quotes_count: 0,
    edited_at: row.editedAt === null ? null : iso(row.editedAt),
    content: completeLinks(row.html, place.origin),
    text: undefined,
    application: null,
    media_attachments: media.map((m) => toAttachment(m, place)),
    mentions: status.mentioned.map((account) => ({
      id: String(account.id),
      username: account.username,
      acct: acctOf(account),
      url: profileUrl(account, place),
    })),
    tags: tags.map((tag) => ({
      name: tag.name,
      url: `${place.origin}/tags/${encodeURIComponent(tag.name)}`,
    })),
    emojis: [],
    card: null,
    poll: null,
    quote: null,
    ...(row.imported === 1 ? { imported: true } : {}),
    ...(row.label === null ? {} : { label: row.label }),
  };
}

/** The viewer's own flags; left out for strangers, as the client API has it. */
export function toFlags(flags: number) {
  return {
    favourited: (flags & FAVOURITED) !== 0,
    reblogged: (flags & BOOSTED) !== 0,
    muted: (flags & MUTED) !== 0,
    bookmarked: (flags & BOOKMARKED) !== 0,
    pinned: (flags & PINNED) !== 0,
    filtered: [],
  };
}

/** One wording of a status in its history. */
export function toWording(wording: Wording, author: AccountRow, place: Place) {
  return {
    content: completeLinks(wording.html, place.origin),
    spoiler_text: wording.spoiler,
    sensitive: wording.sensitive,
    created_at: iso(wording.at),
    account: toAccount(author, place),
    media_attachments: wording.media.map((media) => toAttachment(media, place)),
    emojis: [],
    quote: null,
  };
}

/** What an author wrote, to be changed or written anew. */
export function toSource({ facts }: SeenStatus) {
  return { id: String(facts.row.id), text: facts.row.text, spoiler_text: facts.row.spoiler };
}

/** A status as the client API shows it to one viewer. `render.ts` makes the same as bytes. */
export function toStatus(status: SeenStatus, viewerId: number | undefined, place: Place): object {
  return {
    ...toSharedPart(status, place),
    account: toAccount(status.author, place),
    reblog: status.boosted ? toStatus(status.boosted, viewerId, place) : null,
    ...(viewerId === undefined ? {} : toFlags(status.flags)),
  };
}
