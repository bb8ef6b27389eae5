import type { AccountRow } from '#rooms/accounts/index.ts';
import type { SeenStatus } from '#rooms/statuses/index.ts';
import { type Looker, mutes } from '#rooms/timelines/rules/home.ts';

/**
 * Whether the reader wants to see this at all: nobody they muted, no server they blocked, neither as author nor as boosted.
 * On timelines of the reader's own choosing also nothing that talks to somebody they muted or blocked.
 */
export function agreesWith(looker: Looker, status: SeenStatus, ownTimeline = true): boolean {
  if (status.author.id !== looker.accountId) {
    if (!acceptable(looker, status.author)) return false;
    if (ownTimeline && status.mentioned.some((account) => avoided(looker, account.id))) return false;
  }
  return (
    !status.boosted ||
    status.boosted.author.id === looker.accountId ||
    acceptable(looker, status.boosted.author)
  );
}

function acceptable(looker: Looker, account: AccountRow): boolean {
  return !mutes(looker, account.id) && !looker.relations.domainBlocks.has(account.domain);
}

function avoided(looker: Looker, accountId: number): boolean {
  return mutes(looker, accountId) || looker.relations.blocking.has(accountId);
}

/** Whether somebody's public posts may reach those who do not follow them. */
export function suitsStrangers(looker: Looker, author: AccountRow): boolean {
  return author.silenced === 0 || author.id === looker.accountId || looker.relations.following.has(author.id);
}
