import { type House, submit } from '#machinery/house.ts';
import { keepChange, windowToChange } from '#rooms/maintenance/keep-change.ts';
import { minuteStore, outcomeStore, probeStore } from '#rooms/maintenance/minute-store.ts';
import {
  type MeasuredMinute,
  MINUTES_MOST,
  mergeMinutes,
  outcomeFacts,
  outcomeOf,
} from '#rooms/maintenance/rules/outcome.ts';
import { measured } from '#rooms/maintenance/rules/transitions.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** Minutes that one command may keep. */
export const MINUTES_AT_ONCE = 100;
const KEPT_FOR_MINUTES = 30 * 1_440;
const FORGOTTEN_AT_ONCE = 100;

/** A write by the normal way in that nobody sees: it changes one row that nothing shows, and says nothing. */
export async function probeWrite(house: House, windowId: number): Promise<void> {
  await submit(house, probeCommand, { windowId });
}

export const probeCommand = defineCommand('probe/1', (ctx, { windowId }: { readonly windowId: number }) => {
  ctx.of(probeStore).put(windowId);
  return {};
});

type Keep = { readonly windowId: number; readonly minutes: readonly MeasuredMinute[] };

/** Keeps what was measured in some minutes of a window. Keeping the same twice changes nothing. */
export async function keepMinutes(
  house: House,
  windowId: number,
  minutes: readonly MeasuredMinute[],
): Promise<void> {
  await submit(house, keepMinutesCommand, { windowId, minutes });
}

export const keepMinutesCommand = defineCommand('keep-minutes/1', (ctx, { windowId, minutes }: Keep) => {
  windowToChange(ctx, windowId);
  const store = ctx.of(minuteStore);
  let room = MINUTES_MOST - store.count(windowId);
  for (const minute of minutes.slice(0, MINUTES_AT_ONCE)) {
    const known = store.one(windowId, minute.minute);
    if (!known && room-- <= 0) continue;
    store.put(windowId, known ? mergeMinutes(known, minute) : minute);
  }
  const newest = Math.max(0, ...minutes.map(({ minute }) => minute));
  store.forget(newest - KEPT_FOR_MINUTES, FORGOTTEN_AT_ONCE);
  return {};
});

/** Publishes what came of a window that is over: planned beside actual, and what was measured. Happens once. */
export async function publishOutcome(house: House, windowId: number, id: string): Promise<void> {
  await submit(house, publishOutcomeCommand, { windowId }, { id });
}

export const publishOutcomeCommand = defineCommand(
  'publish-outcome/1',
  (ctx, { windowId }: { readonly windowId: number }) => {
    const window = windowToChange(ctx, windowId);
    const outcome = outcomeOf(window, ctx.of(minuteStore).of(windowId));
    if (!outcome) throw new Refusal('conflict', 'This window is not over', 'state');
    if (!ctx.of(outcomeStore).put(windowId, ctx.at, outcome))
      throw new Refusal('conflict', 'The outcome is published already', 'state');
    keepChange(ctx, measured(window, ctx.at), 'measured', { facts: outcomeFacts(outcome) });
    return {};
  },
);
