import { figure } from '#rooms/instance/rules/figures.ts';
import { figureStore } from '#rooms/instance/store.ts';
import { timedIdAt } from '#values/ids.ts';
import type { View } from '#view/reader.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const WEEKS = 12;
/** 1970 began on a Thursday; weeks begin on Mondays. */
const MONDAY_MS = 4 * DAY_MS;

/** How much this server is used, as the public may know it. */
export type Figures = {
  readonly users: number;
  readonly statuses: number;
  readonly activeMonth: number;
  readonly activeHalfYear: number;
  /** Newest first; `start` in milliseconds. */
  readonly weeks: readonly { readonly start: number; readonly statuses: number }[];
};

/** Counting walks over many rows, so figures are made once an hour. */
function figureCache(view: View) {
  let known: { readonly at: number; readonly figures: Figures } | undefined;
  return (now: number): Figures => {
    if (!known || now < known.at || now >= known.at + HOUR_MS) known = { at: now, figures: count(view, now) };
    return known.figures;
  };
}

export function figuresOf(view: View, now: number): Figures {
  return view.keep(figureCache)(now);
}

function count(view: View, now: number): Figures {
  const store = view.of(figureStore);
  const active = (days: number) => figure(store.activeSince(timedIdAt(now - days * DAY_MS)));
  const thisWeek = Math.floor((now - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;
  const weeks = Array.from({ length: WEEKS }, (_, i) => {
    const start = thisWeek - i * WEEK_MS;
    return { start, statuses: figure(store.statusesBetween(timedIdAt(start), timedIdAt(start + WEEK_MS))) };
  });
  return {
    users: figure(store.users()),
    statuses: figure(store.statuses()),
    activeMonth: active(30),
    activeHalfYear: active(180),
    weeks,
  };
}
