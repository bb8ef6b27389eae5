import { type AccountRow, completeLinks, type Place, profileUrl } from '#rooms/accounts/index.ts';
import type { MediaRow } from '#rooms/media/index.ts';
import { ESTIMATED, type SeenStatus } from '#rooms/statuses/index.ts';
import { renderText } from '#values/html.ts';
import { iso } from '#values/time.ts';

/** What a person has, in the words of Mastodon's archives. Nothing dates the account or places the person. */

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

export const CONTEXT = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  {
    Hashtag: 'as:Hashtag',
    sensitive: 'as:sensitive',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    schema: 'http://schema.org#',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    toot: 'http://joinmastodon.org/ns#',
    discoverable: 'toot:discoverable',
    indexable: 'toot:indexable',
    featured: { '@id': 'toot:featured', '@type': '@id' },
    focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
    blurhash: 'toot:blurhash',
  },
] as const;

export function actorUri(account: AccountRow, place: Place): string {
  return account.uri ?? `${place.origin}/users/${account.username}`;
}

export function statusUri(status: SeenStatus, place: Place): string {
  const { row } = status.facts;
  return row.uri ?? `${actorUri(status.author, place)}/statuses/${row.id}`;
}

/** Names of the pictures in the archive. */
export type Pictures = { readonly avatar: string | undefined; readonly header: string | undefined };

export function toActor(account: AccountRow, pictures: Pictures, place: Place) {
  const id = actorUri(account, place);
  const fields = JSON.parse(account.fields) as { name: string; html: string }[];
  const image = (url: string | undefined) => (url === undefined ? {} : { type: 'Image', url });
  return {
    '@context': CONTEXT,
    id,
    type: account.bot === 1 ? 'Service' : 'Person',
    followers: `${id}/followers`,
    inbox: `${id}/inbox`,
    outbox: 'outbox.json',
    featured: 'featured.json',
    likes: 'likes.json',
    bookmarks: 'bookmarks.json',
    preferredUsername: account.username,
    name: account.displayName,
    summary: completeLinks(account.noteHtml, place.origin),
    source: { content: account.note, mediaType: 'text/plain' },
    url: profileUrl(account, place),
    manuallyApprovesFollowers: account.locked === 1,
    discoverable: account.discoverable === 1,
    indexable: account.indexable === 1,
    attachment: fields.map((field) => ({
      type: 'PropertyValue',
      name: field.name,
      value: completeLinks(field.html, place.origin),
    })),
    ...(pictures.avatar === undefined ? {} : { icon: image(pictures.avatar) }),
    ...(pictures.header === undefined ? {} : { image: image(pictures.header) }),
  };
}

/** A post, or the boost of one. `parentUri` is the address of the post it answers, if that is still to be had. */
export function toActivity(status: SeenStatus, parentUri: string | null, place: Place): object {
  const { row } = status.facts;
  const actor = actorUri(status.author, place);
  const shared = {
    id: `${statusUri(status, place)}/activity`,
    type: status.boosted ? 'Announce' : 'Create',
    actor,
    published: iso(row.createdAt),
    ...audienceOf(status, actor, place),
  };
  if (status.boosted) return { ...shared, object: statusUri(status.boosted, place) };
  return { ...shared, object: toNote(status, parentUri, place) };
}

function toNote(status: SeenStatus, parentUri: string | null, place: Place): object {
  const { row, media, tags } = status.facts;
  const actor = actorUri(status.author, place);
  const content = completeLinks(row.html, place.origin);
  return {
    id: statusUri(status, place),
    type: 'Note',
    summary: row.spoiler === '' ? null : row.spoiler,
    inReplyTo: parentUri,
    published: iso(row.createdAt),
    ...(row.editedAt === null ? {} : { updated: iso(row.editedAt) }),
    url: row.url ?? `${place.origin}/@${status.author.username}/${row.id}`,
    attributedTo: actor,
    ...audienceOf(status, actor, place),
    sensitive: row.sensitive === 1,
    content,
    ...(row.language === null ? {} : { contentMap: { [row.language]: content } }),
    ...(wasPlain(status) ? { source: { content: row.text, mediaType: 'text/plain' } } : {}),
    ...(row.label === ESTIMATED ? { timeEstimated: true } : {}),
    attachment: media.map(toDocument),
    tag: [
      ...tags.map((tag) => ({
        type: 'Hashtag',
        name: `#${tag.name}`,
        href: `${place.origin}/tags/${encodeURIComponent(tag.name)}`,
      })),
      ...status.mentioned.map((account) => ({
        type: 'Mention',
        name: `@${account.username}@${account.domain || place.domain}`,
        href: actorUri(account, place),
      })),
    ],
  };
}

/** Whether a post's HTML is just its text rendered, so that the text tells all of it. */
function wasPlain(status: SeenStatus): boolean {
  const { row } = status.facts;
  const rendered = renderText(row.text, {
    mentionHref: (username, domain) => {
      const named = status.mentioned.find(
        (account) =>
          account.username.toLowerCase() === username.toLowerCase() &&
          (domain === undefined || account.domain === '' || account.domain === domain.toLowerCase()),
      );
      return named && (named.url ?? `/@${named.username}`);
    },
    hashtagHref: (name) => `/tags/${encodeURIComponent(name)}`,
  });
  return rendered === row.html;
}

function toDocument(media: MediaRow): object {
  return {
    type: 'Document',
    mediaType: media.mime,
    url: `/${mediaPath(media.file)}`,
    name: media.description === '' ? null : media.description,
    ...(media.blurhash === null ? {} : { blurhash: media.blurhash }),
    focalPoint: [media.focusX, media.focusY],
    width: media.width,
    height: media.height,
  };
}

/** Where a file stands in the archive. */
export function mediaPath(file: string): string {
  return `media_attachments/files/${file}`;
}

function audienceOf(status: SeenStatus, actor: string, place: Place) {
  const followers = `${actor}/followers`;
  const mentioned = status.mentioned.map((account) => actorUri(account, place));
  const boosted = status.boosted ? [actorUri(status.boosted.author, place)] : [];
  const others = [...boosted, ...mentioned];
  const audiences = [
    { to: [PUBLIC], cc: [followers, ...others] },
    { to: [followers], cc: [PUBLIC, ...others] },
    { to: [followers], cc: others },
    { to: others, cc: [] },
  ];
  return audiences[status.facts.row.visibility] ?? { to: [], cc: [] };
}
