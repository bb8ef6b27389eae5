import { record, type SealedText } from '#rooms/ledger/index.ts';
import { windowChanged } from '#rooms/maintenance/events.ts';
import { type Facts, factsOf, nameOfWindow } from '#rooms/maintenance/rules/facts.ts';
import type { MaintenanceWindow, WindowDeed } from '#rooms/maintenance/rules/window.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, effectKind } from '#view/command.ts';

/** People are to be told of a window as it was then; jobs let the official account say it. */
export const windowTold = effectKind<{
  readonly windowId: number;
  readonly what: WindowDeed | 'reminded';
  readonly title: string;
  readonly effect: MaintenanceWindow['effect'];
  readonly parts: MaintenanceWindow['parts'];
  readonly startsAt: number;
  readonly endsAt: number;
  /** The slot it had before it was moved. */
  readonly before?: { readonly startsAt: number; readonly endsAt: number };
}>('tell-window');

/** A window is over: what was measured can be published, if it was ever under way. */
export const windowOver = effectKind<{ readonly windowId: number; readonly wasStarted: boolean }>(
  'window-over',
);

type More = {
  readonly facts?: Facts;
  readonly texts?: Readonly<Record<string, SealedText>>;
  readonly before?: { readonly startsAt: number; readonly endsAt: number };
};

/** A window for a change of it. With `sequence` it is refused when it has changed since somebody looked. In apply. */
export function windowToChange(ctx: ApplyContext, id: number, sequence?: number | null): MaintenanceWindow {
  const window = ctx.of(windowStore).byId(id);
  if (!window) throw new Refusal('not-found', 'There is no such window');
  if (sequence !== undefined && sequence !== null && sequence !== window.sequence)
    throw new Refusal('conflict', 'The window was changed meanwhile', 'sequence');
  return window;
}

/** Keeps a public change: the row, the ledger's entry, the event, and what people are to be told. In apply. */
export function keepChange(
  ctx: ApplyContext,
  window: MaintenanceWindow,
  what: WindowDeed,
  more: More = {},
): void {
  ctx.of(windowStore).put(window);
  record(ctx, {
    kind: `window-${what}`,
    about: nameOfWindow(window.id),
    facts: { ...factsOf(window), ...more.facts },
    ...(more.texts && { texts: more.texts }),
  });
  ctx.emit(windowChanged, { windowId: window.id, what });
  tell(ctx, window, what, more.before);
  if (what === 'finished' || what === 'cancelled')
    ctx.effect(windowOver, { windowId: window.id, wasStarted: window.startedAt !== null });
}

/** Leaves it to jobs to tell people. In apply. */
export function tell(
  ctx: ApplyContext,
  { id: windowId, title, effect, parts, startsAt, endsAt }: MaintenanceWindow,
  what: WindowDeed | 'reminded',
  before?: { readonly startsAt: number; readonly endsAt: number },
): void {
  ctx.effect(windowTold, {
    windowId,
    what,
    title,
    effect,
    parts,
    startsAt,
    endsAt,
    ...(before && { before }),
  });
}
