import { accountCards } from '#rooms/accounts/cards.ts';
import { foldedWords } from '#rooms/accounts/rules/words.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/store.ts';
import { wordStore } from '#rooms/accounts/word-store.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';
import type { View } from '#view/reader.ts';

const CANDIDATES_MOST = 1_000;

/** Accounts that anyone may look at: open ones, and suspended ones as an empty shell. */
function isShown(account: AccountRow | undefined): account is AccountRow {
  return account?.state === 'active' || account?.state === 'suspended';
}

/** The account of this id. Refuses when there is none to be seen. */
export function seeAccount(view: View, id: number): AccountRow {
  const account = view.keep(accountCards).byId(id);
  if (!isShown(account)) throw new Refusal('not-found', 'Record not found');
  return account;
}

/** Those of the accounts that may be seen, in the order asked. */
export function seeAccounts(view: View, ids: readonly number[]): AccountRow[] {
  const cards = view.keep(accountCards).byIds(ids);
  return [...new Set(ids)].map((id) => cards.get(id)).filter(isShown);
}

/** The account of a handle (`ada`, `@ada`, `ada@example.org`), if it may be seen. */
export function findByHandle(view: View, domain: string, handle: string): AccountRow | undefined {
  const [name, at] = handle.trim().replace(/^@/, '').split('@');
  const host = at === undefined || at.toLowerCase() === domain ? '' : at.toLowerCase();
  const found = name ? view.of(accountStore).byName(usernameKey(name), host) : undefined;
  return isShown(found) ? found : undefined;
}

/**
 * Accounts whose user name or display name has words beginning with each of those asked for, best first. Nothing else of a
 * profile is searched: in 2009 people were hunted by the location they had stated.
 */
export function searchAccounts(view: View, domain: string, query: string, most: number): AccountRow[] {
  const asked = query.trim().replace(/^@/, '');
  const exact = findByHandle(view, domain, asked);
  const words = asked.includes('@') ? [] : foldedWords(asked).slice(0, 5);
  const store = view.of(wordStore);
  const sets = words.map((word) => new Set(store.beginning(word, CANDIDATES_MOST)));
  const ids = sets.length === 0 ? [] : [...sets.reduce((all, some) => all.intersection(some))];
  const found = seeAccounts(view, ids).filter((account) => account.state === 'active');
  const key = usernameKey(asked);
  const rank = (account: AccountRow) => (usernameKey(account.username).startsWith(key) ? 0 : 1);
  found.sort((a, b) => rank(a) - rank(b) || a.username.length - b.username.length || a.id - b.id);
  const rest = found.filter((account) => account.id !== exact?.id);
  return (exact?.state === 'active' ? [exact, ...rest] : rest).slice(0, most);
}
