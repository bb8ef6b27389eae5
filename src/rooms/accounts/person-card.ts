import type { PersonCard } from '#pages/cards.ts';
import { acctOf } from '#rooms/accounts/mastodon.ts';
import type { AccountRow } from '#rooms/accounts/store.ts';

/** The page of an account on this server: `/@ada`, or `/@ada@example.org` for one from elsewhere. */
export function profilePath(account: AccountRow): string {
  return `/@${acctOf(account)}`;
}

/** An account as pages draw it. A closed one shows its handle alone. */
export function toPersonCard(account: AccountRow): PersonCard {
  const open = account.state === 'active' || account.state === 'pending';
  const picture = open ? (account.avatarStatic ?? account.avatar) : null;
  return {
    id: String(account.id),
    name: (open && account.displayName.trim()) || account.username,
    handle: `@${acctOf(account)}`,
    href: profilePath(account),
    avatar: picture === null ? undefined : `/media/${picture}`,
    bot: account.bot === 1,
    locked: account.locked === 1,
  };
}
