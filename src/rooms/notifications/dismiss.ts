import { type House, submit } from '#machinery/house.ts';
import { idInAloneKey } from '#rooms/notifications/rules/kinds.ts';
import { removeNotifications } from '#rooms/notifications/sweep.ts';
import { notificationWriteStore } from '#rooms/notifications/write-store.ts';
import { defineCommand } from '#view/command.ts';

/** Takes single notifications away; those that are gone already are no mistake. */
export async function dismiss(house: House, accountId: number, ids: readonly number[]): Promise<void> {
  await submit(house, dismissCommand, { accountId, ids });
}

/** Takes all notifications of a group away. */
export async function dismissGroup(house: House, accountId: number, key: string): Promise<void> {
  const alone = idInAloneKey(key);
  if (alone === undefined) await submit(house, dismissGroupCommand, { accountId, key });
  else await dismiss(house, accountId, [alone]);
}

/** Takes everything away that is there by now. */
export async function clearNotifications(house: House, accountId: number): Promise<void> {
  await submit(house, clearNotificationsCommand, { accountId });
}

export const dismissCommand = defineCommand(
  'dismiss-notifications/1',
  (ctx, body: { readonly accountId: number; readonly ids: readonly number[] }) => {
    for (const id of body.ids) ctx.of(notificationWriteStore).remove(body.accountId, id);
    return {};
  },
);

export const dismissGroupCommand = defineCommand(
  'dismiss-notification-group/1',
  (ctx, { accountId, key }: { readonly accountId: number; readonly key: string }) => {
    removeNotifications(ctx, { by: 'group', accountId, key });
    return {};
  },
);

/** The horizon hides all at once; the rows go bit by bit. */
export const clearNotificationsCommand = defineCommand(
  'clear-notifications/1',
  (ctx, { accountId }: { readonly accountId: number }) => {
    const store = ctx.of(notificationWriteStore);
    const id = store.newest(accountId);
    if (id === 0) return {};
    store.setHorizon(accountId, id);
    removeNotifications(ctx, { by: 'horizon', accountId, id });
    return {};
  },
);
