import { type SeenStatus, seeStatuses } from '#rooms/statuses/index.ts';
import { collapse, shownBy } from '#rooms/timelines/rules/collapse.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import type { Stretch, Walk } from '#rooms/timelines/walk.ts';
import type { Bounds } from '#values/page.ts';
import type { View } from '#view/reader.ts';

/** How many entries one request may look at: a page mostly of hidden posts comes back short, with a link to go on. */
export const SCANNED_MOST = 2_000;
const STRETCH_LEAST = 40;
const STRETCH_MOST = 400;

/** What a timeline leaves out: by its entry before anything is loaded, and by what passed the gate. */
export type Sieve = {
  readonly early?: (entry: Entry) => boolean;
  readonly late?: (status: SeenStatus) => boolean;
  /** Show a status once on a page, whoever boosted it. */
  readonly collapse?: boolean;
};

/** A page, newest first, and the ids to page on with towards older (`next`) and newer ones (`prev`). */
export type TimelinePage = {
  readonly statuses: readonly SeenStatus[];
  readonly next: string | undefined;
  readonly prev: string | undefined;
};

/** Reads one page of a walk for one viewer: stretch by stretch through sieve and gate until it is full. */
export function readPage(
  view: View,
  viewerId: number | undefined,
  walk: Walk,
  bounds: Bounds,
  sieve: Sieve,
): TimelinePage {
  const { admitted, shown, next } = gather(view, viewerId, walk, bounds, sieve);
  if (bounds.upwards) admitted.reverse();
  const newest = admitted[0]?.facts.row.id;
  const oldest = admitted.at(-1)?.facts.row.id;
  const older = bounds.upwards ? oldest : next;
  const newer = bounds.upwards ? (next ?? newest) : newest;
  return {
    statuses: shown < admitted.length ? collapse(admitted) : admitted,
    next: older === undefined ? undefined : String(older),
    prev: newer === undefined ? undefined : String(newer),
  };
}

type Gathered = {
  /** In walking order. */
  readonly admitted: SeenStatus[];
  /** How many will be shown: fewer where several show the same status. */
  readonly shown: number;
  /** The id to walk on from, if there may be more. */
  readonly next: number | undefined;
};

function gather(
  view: View,
  viewerId: number | undefined,
  walk: Walk,
  bounds: Bounds,
  sieve: Sieve,
): Gathered {
  const admitted: SeenStatus[] = [];
  const shows = new Set<number>();
  let at: number | undefined = bounds.upwards ? bounds.above : bounds.below;
  let size = bounds.limit;
  for (let scanned = 0; at !== undefined && scanned < SCANNED_MOST; ) {
    const found: Stretch = bounds.upwards
      ? walk.up(at, bounds.below, size)
      : walk.down(at, bounds.above, size);
    scanned += Math.max(found.entries.length, STRETCH_LEAST);
    for (const status of seeStatuses(view, viewerId, idsOf(found.entries, sieve.early))) {
      if (sieve.late && !sieve.late(status)) continue;
      admitted.push(status);
      shows.add(sieve.collapse ? shownBy(status) : status.facts.row.id);
      if (shows.size >= bounds.limit) return { admitted, shown: shows.size, next: status.facts.row.id };
    }
    at = found.next;
    size = Math.min(STRETCH_MOST, Math.max(STRETCH_LEAST, size * 2));
  }
  return { admitted, shown: shows.size, next: at };
}

function idsOf(entries: readonly Entry[], early: Sieve['early']): number[] {
  const ids: number[] = [];
  for (const entry of entries) if (!early || early(entry)) ids.push(entry.id);
  return ids;
}
