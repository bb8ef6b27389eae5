import { type House, submit } from '#machinery/house.ts';
import { type SealedText, sealText } from '#rooms/ledger/index.ts';
import { keepChange, windowToChange } from '#rooms/maintenance/keep-change.ts';
import { openWindows, type TypedIn } from '#rooms/maintenance/plan-window.ts';
import {
  checkBounds,
  checkLength,
  checkOverlap,
  checkSlot,
  checkText,
  REASON_MOST,
  SLOTS_MOST,
} from '#rooms/maintenance/rules/check-plan.ts';
import { nameOfWindow } from '#rooms/maintenance/rules/facts.ts';
import { moved } from '#rooms/maintenance/rules/transitions.ts';
import { slotStore } from '#rooms/maintenance/slot-store.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';
import { TZDATA } from '#values/tzdata.ts';
import { defineCommand } from '#view/command.ts';

/** Another slot for a window. What is left out stays. */
export type WindowMove = {
  readonly startsAt: number;
  readonly endsAt: number;
  /** Told to everybody. */
  readonly reason: string;
  readonly typedIn?: TypedIn;
  readonly evenThough?: boolean;
};

type Body = {
  readonly windowId: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly reason: SealedText;
  readonly typedIn: TypedIn;
  readonly tzdata: string;
  readonly evenThough: boolean;
};

/** Moves a window, within its bounds, and says why. Of work under way only the end can be moved. */
export async function moveWindow(
  house: House,
  windowId: number,
  move: WindowMove,
  options: { readonly id?: string | undefined } = {},
): Promise<void> {
  checkText(move.reason, 'reason', REASON_MOST);
  const { startsAt, endsAt, typedIn = { zone: null, localStart: null }, evenThough = false } = move;
  const reason = sealText(house.world, move.reason.trim());
  const body: Body = { windowId, startsAt, endsAt, reason, typedIn, tzdata: TZDATA, evenThough };
  await submit(house, moveWindowCommand, body, options);
}

export const moveWindowCommand = defineCommand('move-window/1', (ctx, body: Body) => {
  const window = windowToChange(ctx, body.windowId);
  const next = moved(window, body, ctx.at);
  if (window.state === 'planned') checkSlot(next, ctx.at);
  else checkLength(next);
  checkBounds(next, next);
  const slots = ctx.of(slotStore);
  if (slots.of(window.id).length >= SLOTS_MOST)
    throw new Refusal('invalid', `A window is moved at most ${SLOTS_MOST} times`);
  const others = openWindows(ctx).filter(({ id }) => id !== window.id);
  const met = checkOverlap(next, others, body.evenThough);
  const { zone, localStart } = body.typedIn;
  const { sequence, startsAt, endsAt } = next;
  const reason = body.reason.text;
  slots.add(window.id, {
    sequence,
    startsAt,
    endsAt,
    reason,
    at: ctx.at,
    zone,
    localStart,
    tzdata: body.tzdata,
  });
  const facts = {
    ...{ zone, tzdata: body.tzdata, evenThough: met.map(nameOfWindow) },
    startsAtBefore: iso(window.startsAt),
    endsAtBefore: iso(window.endsAt),
  };
  const before = { startsAt: window.startsAt, endsAt: window.endsAt };
  keepChange(ctx, { ...next, zone }, 'moved', { facts, texts: { reason: body.reason }, before });
  return { sequence };
});
