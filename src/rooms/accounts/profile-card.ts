import type { ProfileCard, RelationCard } from '#pages/cards.ts';
import { toPersonCard } from '#rooms/accounts/person-card.ts';
import { coarse } from '#rooms/accounts/rules/silence.ts';
import type { AccountRow, ProfileField } from '#rooms/accounts/store.ts';
import { escapeHtml } from '#values/html.ts';

/** An account's page head, as exact as the client API is: counts of others are rounded down, only the year is told. */
export function toProfileCard(
  account: AccountRow,
  viewerId: number | undefined,
  relation: RelationCard | undefined,
  locationLabel: string,
): ProfileCard {
  const own = account.id === viewerId;
  const known = own ? (n: number) => n : coarse;
  return {
    person: toPersonCard(account),
    header: account.header === null ? undefined : `/media/${account.headerStatic ?? account.header}`,
    noteHtml: account.noteHtml,
    fields: fieldsOf(account, locationLabel),
    year: new Date(account.createdOn).getUTCFullYear(),
    posts: account.statuses,
    followers: known(account.followers),
    following: known(account.following),
    exact: own,
    listsShown: account.showCollections === 1,
    imported: account.imported === 1,
    relation,
    own,
  };
}

/** The free-text location is an ordinary field among others. */
function fieldsOf(account: AccountRow, locationLabel: string) {
  const own = (JSON.parse(account.fields) as ProfileField[]).map(({ name, html }) => ({ name, html }));
  const location =
    account.location === '' ? [] : [{ name: locationLabel, html: escapeHtml(account.location) }];
  return [...location, ...own];
}
