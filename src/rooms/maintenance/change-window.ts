import { type House, submit } from '#machinery/house.ts';
import { type SealedText, sealText } from '#rooms/ledger/index.ts';
import { keepChange, windowToChange } from '#rooms/maintenance/keep-change.ts';
import {
  checkBounds,
  checkText,
  REASON_MOST,
  UPDATE_MOST,
  UPDATES_MOST,
} from '#rooms/maintenance/rules/check-plan.ts';
import { bounded, cancelled, updated } from '#rooms/maintenance/rules/transitions.ts';
import { updateStore } from '#rooms/maintenance/slot-store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

type Options = { readonly id?: string | undefined };

/** Calls planned work off, also while it is under way. */
export async function cancelWindow(
  house: House,
  windowId: number,
  reason: string,
  options: Options = {},
): Promise<void> {
  checkText(reason, 'reason', REASON_MOST);
  await submit(
    house,
    cancelWindowCommand,
    { windowId, reason: sealText(house.world, reason.trim()) },
    options,
  );
}

/** Says something in public about a window, in any state. */
export async function updateWindow(
  house: House,
  windowId: number,
  text: string,
  options: Options = {},
): Promise<void> {
  checkText(text, 'text', UPDATE_MOST);
  await submit(house, updateWindowCommand, { windowId, text: sealText(house.world, text.trim()) }, options);
}

export type Bounds = { readonly earliest: number | null; readonly latest: number | null };

/** Publishes other bounds for planned work, with the reason. The slot it has must lie within them. */
export async function boundWindow(
  house: House,
  windowId: number,
  bounds: Bounds,
  reason: string,
  options: Options = {},
): Promise<void> {
  checkText(reason, 'reason', REASON_MOST);
  const { earliest, latest } = bounds;
  const body = { windowId, earliest, latest, reason: sealText(house.world, reason.trim()) };
  await submit(house, boundWindowCommand, body, options);
}

type Cancel = { readonly windowId: number; readonly reason: SealedText };

export const cancelWindowCommand = defineCommand('cancel-window/1', (ctx, { windowId, reason }: Cancel) => {
  const window = cancelled(windowToChange(ctx, windowId), ctx.at);
  ctx.of(updateStore).add(windowId, { sequence: window.sequence, text: reason.text, at: ctx.at });
  keepChange(ctx, window, 'cancelled', { texts: { reason } });
  return { sequence: window.sequence };
});

type Update = { readonly windowId: number; readonly text: SealedText };

export const updateWindowCommand = defineCommand('update-window/1', (ctx, { windowId, text }: Update) => {
  const window = updated(windowToChange(ctx, windowId), ctx.at);
  const updates = ctx.of(updateStore);
  if (updates.count(windowId) >= UPDATES_MOST)
    throw new Refusal('invalid', `A window has at most ${UPDATES_MOST} updates`);
  updates.add(windowId, { sequence: window.sequence, text: text.text, at: ctx.at });
  keepChange(ctx, window, 'updated', { texts: { text } });
  return { sequence: window.sequence };
});

type Bound = Bounds & { readonly windowId: number; readonly reason: SealedText };

export const boundWindowCommand = defineCommand('bound-window/1', (ctx, body: Bound) => {
  const window = bounded(windowToChange(ctx, body.windowId), body, ctx.at);
  checkBounds(window, window);
  ctx.of(updateStore).add(window.id, { sequence: window.sequence, text: body.reason.text, at: ctx.at });
  keepChange(ctx, window, 'bounded', { texts: { reason: body.reason } });
  return { sequence: window.sequence };
});
