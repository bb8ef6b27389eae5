import type { NoticeForm } from '#rooms/notices/rules/words.ts';

/** What messages about one thing have in common: the provider's primary maintenance id, for one account. UIDs change on amendment. */
export function keyOf({
  provider,
  account,
  maintenanceIds,
}: Pick<NoticeForm, 'provider' | 'account' | 'maintenanceIds'>): string {
  return JSON.stringify([provider, account, maintenanceIds[0] ?? ''].map(plain));
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
