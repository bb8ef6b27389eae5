import { type House, submit } from '#machinery/house.ts';
import { keepChange, windowToChange } from '#rooms/maintenance/keep-change.ts';
import { endingOf, finished, saidLate, started } from '#rooms/maintenance/rules/transitions.ts';
import { defineCommand } from '#view/command.ts';

/** Who carries a window out: the clock (jobs) or somebody's hand. */
export type By = 'clock' | 'hand';

type Deed = {
  readonly windowId: number;
  readonly by: By;
  /** The sequence at which the clock saw the window: one that changed since is left alone. */
  readonly sequence: number | null;
};

type Options = { readonly id?: string | undefined; readonly by?: By; readonly sequence?: number };

function deedOf(windowId: number, { by = 'hand', sequence }: Options): Deed {
  return { windowId, by, sequence: sequence ?? null };
}

/** The work begins. */
export async function startWindow(house: House, windowId: number, options: Options = {}): Promise<void> {
  await submit(house, startWindowCommand, deedOf(windowId, options), { id: options.id });
}

/** The work is done. What was measured is published soon after. */
export async function finishWindow(house: House, windowId: number, options: Options = {}): Promise<void> {
  await submit(house, finishWindowCommand, deedOf(windowId, options), { id: options.id });
}

/** Says in public that a start or an end passed, so that nobody waits in silence. */
export async function sayLate(
  house: House,
  windowId: number,
  what: 'late' | 'overrun',
  sequence: number,
): Promise<void> {
  await submit(house, sayLateCommand, { windowId, what, sequence });
}

export const startWindowCommand = defineCommand('start-window/1', (ctx, body: Deed) => {
  const window = started(windowToChange(ctx, body.windowId, body.sequence), ctx.at);
  keepChange(ctx, window, 'started', { facts: { by: body.by } });
  return { sequence: window.sequence };
});

export const finishWindowCommand = defineCommand('finish-window/1', (ctx, body: Deed) => {
  const window = finished(windowToChange(ctx, body.windowId, body.sequence), ctx.at);
  keepChange(ctx, window, 'finished', { facts: { by: body.by, ending: endingOf(window) ?? null } });
  return { sequence: window.sequence };
});

type Say = { readonly windowId: number; readonly what: 'late' | 'overrun'; readonly sequence: number };

export const sayLateCommand = defineCommand('say-window-late/1', (ctx, body: Say) => {
  const window = saidLate(windowToChange(ctx, body.windowId, body.sequence), body.what, ctx.at);
  keepChange(ctx, window, body.what);
  return { sequence: window.sequence };
});
