import { coarse, yearOnly } from '#rooms/accounts/rules/silence.ts';
import type { AccountRow, ProfileField } from '#rooms/accounts/store.ts';
import { escapeHtml } from '#values/html.ts';

/** Where the server is reached: what translators need to complete local addresses. */
export type Place = { readonly origin: string; readonly domain: string };

/** Completes the relative addresses of stored HTML. Text in it is escaped, so only our own links match. */
export function completeLinks(html: string, origin: string): string {
  return html.replaceAll('href="/', `href="${origin}/`);
}

export function profileUrl(account: AccountRow, place: Place): string {
  return account.url ?? `${place.origin}/@${account.username}`;
}

/** The handle as clients show it: `name` for local accounts, `name@domain` for others. */
export function acctOf(account: AccountRow): string {
  return account.domain === '' ? account.username : `${account.username}@${account.domain}`;
}

export function imageUrl(file: string | null, missing: string, place: Place): string {
  return `${place.origin}${file ? `/media/${file}` : missing}`;
}

const MISSING = { avatar: '/assets/missing-avatar.svg', header: '/assets/missing-header.svg' };

/** An account as the client API shows it to others: no date but the year, counts rounded down, no last activity. */
export function toAccount(account: AccountRow, place: Place) {
  const closed = account.state === 'suspended' || account.state === 'deleted';
  const picture = (file: string | null, missing: string) => imageUrl(closed ? null : file, missing, place);
  return {
    id: String(account.id),
    username: account.username,
    acct: acctOf(account),
    display_name: closed ? '' : account.displayName,
    locked: account.locked === 1,
    bot: account.bot === 1,
    discoverable: account.discoverable === 1,
    indexable: account.indexable === 1,
    group: false,
    created_at: yearOnly(account.createdOn),
    note: closed ? '' : completeLinks(account.noteHtml, place.origin),
    url: profileUrl(account, place),
    uri: account.uri ?? `${place.origin}/users/${account.username}`,
    avatar: picture(account.avatar, MISSING.avatar),
    avatar_static: picture(account.avatarStatic ?? account.avatar, MISSING.avatar),
    avatar_description: closed ? '' : account.avatarDescription,
    header: picture(account.header, MISSING.header),
    header_static: picture(account.headerStatic ?? account.header, MISSING.header),
    header_description: closed ? '' : account.headerDescription,
    followers_count: coarse(account.followers),
    following_count: coarse(account.following),
    statuses_count: account.statuses,
    last_status_at: null,
    hide_collections: account.showCollections === 0,
    noindex: account.indexable === 0,
    emojis: [],
    roles: [],
    fields: closed ? [] : fieldsOf(account, place),
    ...(account.silenced === 1 ? { limited: true } : {}),
    ...(account.state === 'suspended' ? { suspended: true } : {}),
  };
}

/** An account as one viewer sees it: their own with exact numbers. */
export function toAccountFor(account: AccountRow, viewerId: number | undefined, place: Place) {
  const shown = toAccount(account, place);
  if (account.id !== viewerId) return shown;
  return { ...shown, followers_count: account.followers, following_count: account.following };
}

/** The free-text location is an ordinary field among others. */
function fieldsOf(account: AccountRow, place: Place) {
  const own = (JSON.parse(account.fields) as ProfileField[]).map((field) => ({
    name: field.name,
    value: completeLinks(field.html, place.origin),
    verified_at: null,
  }));
  const location =
    account.location === ''
      ? []
      : [{ name: 'Location', value: escapeHtml(account.location), verified_at: null }];
  return [...location, ...own];
}
