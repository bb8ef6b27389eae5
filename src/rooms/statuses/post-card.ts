import type { PictureCard, PostCard } from '#pages/cards.ts';
import { acctOf, profilePath, toPersonCard } from '#rooms/accounts/index.ts';
import type { MediaRow } from '#rooms/media/index.ts';
import { BOOKMARKED, BOOSTED, FAVOURITED, MUTED, PINNED } from '#rooms/statuses/flags.ts';
import { ESTIMATED, REPLAY } from '#rooms/statuses/rules/labels.ts';
import { FOLLOWERS, UNLISTED, visibilityName } from '#rooms/statuses/rules/visibility.ts';
import type { SeenStatus } from '#rooms/statuses/views.ts';

/** A status as pages draw it for one viewer. A boost is the post it boosts, with who boosted it. */
export function toPostCard(status: SeenStatus, viewerId: number | undefined): PostCard {
  const shown = status.boosted ?? status;
  const { row } = shown.facts;
  const own = row.accountId === viewerId;
  return {
    id: String(row.id),
    listId: String(status.facts.row.id),
    href: postPath(shown),
    author: toPersonCard(shown.author),
    boostedBy: status.boosted && toPersonCard(status.author),
    html: row.html,
    spoiler: row.spoiler,
    sensitive: row.sensitive === 1,
    language: row.language,
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    visibility: visibilityName(row.visibility),
    imported: row.imported === 1,
    estimated: row.label === ESTIMATED,
    replay: row.label === REPLAY,
    replyTo: replyOf(shown),
    pictures: shown.facts.media.map(toPictureCard),
    replies: row.replies,
    boosts: row.boosts,
    favourites: row.favourites,
    own,
    boostable: row.visibility <= UNLISTED || (own && row.visibility === FOLLOWERS),
    boosted: (shown.flags & BOOSTED) !== 0,
    favourited: (shown.flags & FAVOURITED) !== 0,
    bookmarked: (shown.flags & BOOKMARKED) !== 0,
    pinned: (shown.flags & PINNED) !== 0,
    muted: (shown.flags & MUTED) !== 0,
  };
}

/** The page of a post. */
export function postPath(status: SeenStatus): string {
  return `${profilePath(status.author)}/${status.facts.row.id}`;
}

/** What it answers. The name is known when the author mentioned, or is, the one answered. */
function replyOf(status: SeenStatus): PostCard['replyTo'] {
  const { replyToId, replyToAccountId } = status.facts.row;
  if (replyToId === null) return undefined;
  const answered = [status.author, ...status.mentioned].find((account) => account.id === replyToAccountId);
  return { href: `/posts/${replyToId}`, handle: answered && `@${acctOf(answered)}` };
}

export function toPictureCard(media: MediaRow): PictureCard {
  const previewed = media.preview !== null && media.previewWidth > 0;
  return {
    kind: media.kind,
    href: `/media/${media.file}`,
    preview: `/media/${media.preview ?? media.file}`,
    width: previewed ? media.previewWidth : media.width,
    height: previewed ? media.previewHeight : media.height,
    description: media.description,
  };
}
