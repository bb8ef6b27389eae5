import { type House, submit } from '#machinery/house.ts';
import { record } from '#rooms/ledger/index.ts';
import { nameOfWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { deadlineStore } from '#rooms/requests/deadline-store.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly windowId: number; readonly at: number | null };

/**
 * Says until when the provider lets a window be changed: requests after it are refused by themselves. Null takes it back. On the
 * ledger with the time it was said, so that none can be made up afterwards.
 */
export async function setDeadline(house: House, windowId: number, at: number | null): Promise<void> {
  await submit(house, setDeadlineCommand, { windowId, at });
}

export const setDeadlineCommand = defineCommand('set-request-deadline/1', (ctx, { windowId, at }: Body) => {
  if (!seeWindow(ctx, windowId))
    throw new Refusal('not-found', 'There is no window of this number', 'window');
  const ledger = record(ctx, {
    kind: 'request-deadline-set',
    about: nameOfWindow(windowId),
    facts: { deadline: at === null ? null : iso(at) },
  });
  if (at === null) ctx.of(deadlineStore).remove(windowId);
  else ctx.of(deadlineStore).put({ windowId, at, ledger });
  return {};
});
