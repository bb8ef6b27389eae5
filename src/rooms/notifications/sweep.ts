import { notificationWriteStore } from '#rooms/notifications/write-store.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand, effectKind } from '#view/command.ts';

const FIRST_MOST = 30;
const FURTHER_MOST = 400;

/** Notifications that are to go. */
export type Doomed =
  | { readonly by: 'status'; readonly statusId: number }
  | { readonly by: 'pair'; readonly accountId: number; readonly fromId: number }
  | { readonly by: 'horizon'; readonly accountId: number; readonly id: number }
  | { readonly by: 'group'; readonly accountId: number; readonly key: string };

/** More are to go than one command may remove; jobs go on with `sweep-notifications`. */
export const moreToSweep = effectKind<Doomed>('sweep-notifications');

/** Removes some now and leaves the others to jobs. In apply. */
export function removeNotifications(ctx: ApplyContext, doomed: Doomed): void {
  if (sweep(ctx, doomed, FIRST_MOST)) ctx.effect(moreToSweep, doomed);
}

export const sweepNotifications = defineCommand('sweep-notifications/1', (ctx, doomed: Doomed) => ({
  left: sweep(ctx, doomed, FURTHER_MOST),
}));

/** True when more may be left. */
function sweep(ctx: ApplyContext, doomed: Doomed, most: number): boolean {
  const store = ctx.of(notificationWriteStore);
  switch (doomed.by) {
    case 'status':
      return store.removeOfStatus(doomed.statusId, most) === most;
    case 'pair':
      return store.removeFrom(doomed.accountId, doomed.fromId, most) === most;
    case 'horizon':
      return store.removeUpTo(doomed.accountId, doomed.id, most) === most;
    case 'group':
      return store.removeGroup(doomed.accountId, doomed.key, most) === most;
  }
}
