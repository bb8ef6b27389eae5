import { type House, submit } from '#machinery/house.ts';
import type { Periodic } from '#machinery/jobs/job.ts';
import { finishWindow, sayLate, startWindow } from '#rooms/maintenance/carry-out.ts';
import { windowReminded } from '#rooms/maintenance/events.ts';
import { tell, windowToChange } from '#rooms/maintenance/keep-change.ts';
import { type ClockDeed, clockDeed } from '#rooms/maintenance/rules/lateness.ts';
import { dueReminder } from '#rooms/maintenance/rules/reminders.ts';
import { isOpen, type MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import { slotStore } from '#rooms/maintenance/slot-store.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import { windows } from '#rooms/maintenance/views.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

const EVERY_MS = 500;

/** Starts and finishes windows that are left to the clock, says what is late, and reminds of what is near. */
export const keepTime: Periodic = {
  name: 'keep the time of maintenance windows',
  everyMs: EVERY_MS,
  async run({ house }) {
    house.view().takeEvents();
    const open = windows(house.view()).filter(isOpen);
    for (const window of open) await unlessChanged(() => attend(house, window));
  },
};

/** Whoever was quicker is right: the window is looked at again next time. */
async function unlessChanged(deed: () => Promise<void>): Promise<void> {
  try {
    await deed();
  } catch (error) {
    const quicker = error instanceof Refusal && ['conflict', 'unavailable', 'not-found'].includes(error.kind);
    if (!quicker) throw error;
  }
}

async function attend(house: House, window: MaintenanceWindow): Promise<void> {
  const now = house.world.now();
  const deed = clockDeed(window, now);
  if (deed !== undefined) return carryOut(house, window, deed);
  const beforeMs = dueReminder(window, 0, now);
  if (beforeMs === undefined) return;
  const decidedAt = house.view().of(slotStore).of(window.id).at(-1)?.at ?? window.createdAt;
  if (dueReminder(window, decidedAt, now) !== undefined) await remind(house, window, beforeMs);
}

async function carryOut(house: House, { id, sequence }: MaintenanceWindow, deed: ClockDeed): Promise<void> {
  if (deed === 'start') return startWindow(house, id, { by: 'clock', sequence });
  if (deed === 'finish') return finishWindow(house, id, { by: 'clock', sequence });
  return sayLate(house, id, deed === 'say-late' ? 'late' : 'overrun', sequence);
}

type Remind = { readonly windowId: number; readonly sequence: number; readonly beforeMs: number };

async function remind(house: House, { id, sequence }: MaintenanceWindow, beforeMs: number): Promise<void> {
  await submit(house, remindCommand, { windowId: id, sequence, beforeMs });
}

/** People are reminded once of each slot at each time. It is no change of the window. */
export const remindCommand = defineCommand('remind-of-window/1', (ctx, body: Remind) => {
  const window = windowToChange(ctx, body.windowId, body.sequence);
  const { state, reminded } = window;
  if (state !== 'planned' || (reminded !== null && reminded <= body.beforeMs))
    throw new Refusal('conflict', 'People were reminded already', 'state');
  ctx.of(windowStore).put({ ...window, reminded: body.beforeMs });
  ctx.emit(windowReminded, { windowId: window.id, beforeMs: body.beforeMs });
  tell(ctx, window, 'reminded');
  return {};
});
