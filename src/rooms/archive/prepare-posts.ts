import type { House } from '#machinery/house.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import type { TimedPost } from '#rooms/archive/find-times.ts';
import type { PreparedPost } from '#rooms/archive/import-statuses.ts';
import { localStatusId, localUsername } from '#rooms/archive/rules/addresses.ts';
import { dress, type MentionHref } from '#rooms/archive/rules/dress.ts';
import type { ArchiveLink } from '#rooms/archive/rules/post.ts';
import { seeStatus } from '#rooms/statuses/index.ts';
import { usernameKey } from '#values/username.ts';

const MENTIONS_MOST = 100;

/** A post made ready for the log, but for its files; or why it cannot be taken. `inArchive`: ids of all posts beside it. */
export function preparePost(
  house: House,
  accountId: number | undefined,
  post: TimedPost,
  inArchive: ReadonlySet<string>,
): PreparedPost | string {
  const target = (address: string | undefined) => {
    const id = address === undefined ? undefined : localStatusId(address, house.origin);
    const seen = id !== undefined && seeStatus(house.view(), accountId, id) !== undefined;
    return { source: address !== undefined && inArchive.has(address) ? address : null, id: seen ? id : null };
  };
  const boosted = target(post.boostOf);
  if (post.boostOf !== undefined && boosted.source === null && boosted.id === null)
    return 'it is a boost of a post that is not here';
  const parent = target(post.replyTo);
  const mentioned = mentionedHere(house, post.mentions);
  return {
    sourceId: post.sourceId,
    createdAt: post.createdAt,
    estimated: post.estimated,
    editedAt: post.editedAt ?? null,
    text: post.text,
    ...(post.boostOf === undefined
      ? dress(post, house.origin, hrefAmong(mentioned))
      : { html: '', tags: [] }),
    spoiler: post.spoiler,
    sensitive: post.sensitive,
    visibility: post.visibility,
    language: post.language ?? null,
    replyToSource: parent.source,
    replyToId: parent.id,
    boostOfSource: boosted.source,
    boostOfId: boosted.id,
    mentionIds: mentioned.map((account) => account.id),
    mediaIds: [],
  };
}

/** Mentioned people who are accounts here: by their address at this server, or by name and server for those of others. */
function mentionedHere(house: House, mentions: readonly ArchiveLink[]): AccountRow[] {
  const accounts = house.view().of(accountStore);
  const found = new Map<number, AccountRow>();
  for (const mention of mentions.slice(0, MENTIONS_MOST)) {
    const local = localUsername(mention.href, house.origin);
    const [name = '', domain = ''] =
      local === undefined ? mention.name.toLowerCase().split('@') : [local, ''];
    const remote = domain !== '' && domain !== house.domain;
    const account = local !== undefined || remote ? accounts.byName(usernameKey(name), domain) : undefined;
    if (account?.state === 'active') found.set(account.id, account);
  }
  return [...found.values()];
}

function hrefAmong(people: readonly AccountRow[]): MentionHref {
  return (username, domain) => {
    const named = people.find(
      (account) =>
        usernameKey(account.username) === usernameKey(username) &&
        (domain === undefined || account.domain === '' || account.domain === domain.toLowerCase()),
    );
    return named && (named.url ?? `/@${named.username}`);
  };
}
