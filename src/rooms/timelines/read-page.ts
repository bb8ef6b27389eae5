import { type SeenStatus, seeStatuses } from '#rooms/statuses/index.ts';
import { collapse } from '#rooms/timelines/rules/collapse.ts';
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

type Line = { readonly id: number; readonly shows: number; readonly status: SeenStatus };

/** Reads one page of a walk for one viewer: stretch by stretch through sieve and gate until it is full. */
export function readPage(
  view: View,
  viewerId: number | undefined,
  walk: Walk,
  bounds: Bounds,
  sieve: Sieve,
): TimelinePage {
  const gathered = gather(view, viewerId, walk, bounds, sieve);
  const admitted = bounds.upwards ? gathered.admitted.toReversed() : gathered.admitted;
  const shown = sieve.collapse ? collapse(admitted) : admitted;
  const older = bounds.upwards ? admitted.at(-1)?.id : gathered.next;
  const newer = bounds.upwards ? (gathered.next ?? admitted[0]?.id) : admitted[0]?.id;
  return {
    statuses: shown.map((line) => line.status),
    next: older === undefined ? undefined : String(older),
    prev: newer === undefined ? undefined : String(newer),
  };
}

/** Admitted lines in walking order, and the id to walk on from if there may be more. */
function gather(
  view: View,
  viewerId: number | undefined,
  walk: Walk,
  bounds: Bounds,
  sieve: Sieve,
): { readonly admitted: Line[]; readonly next: number | undefined } {
  const admitted: Line[] = [];
  const shows = new Set<number>();
  let at: number | undefined = bounds.upwards ? bounds.above : bounds.below;
  let size = bounds.limit;
  for (let scanned = 0; at !== undefined && scanned < SCANNED_MOST; ) {
    const found: Stretch = bounds.upwards
      ? walk.up(at, bounds.below, size)
      : walk.down(at, bounds.above, size);
    scanned += Math.max(found.entries.length, STRETCH_LEAST);
    for (const line of admit(view, viewerId, found.entries, sieve)) {
      admitted.push(line);
      shows.add(sieve.collapse ? line.shows : line.id);
      if (shows.size >= bounds.limit) return { admitted, next: line.id };
    }
    at = found.next;
    size = Math.min(STRETCH_MOST, Math.max(STRETCH_LEAST, size * 2));
  }
  return { admitted, next: at };
}

function admit(view: View, viewerId: number | undefined, entries: readonly Entry[], sieve: Sieve): Line[] {
  const { early, late } = sieve;
  const ids: number[] = [];
  for (const entry of entries) if (!early || early(entry)) ids.push(entry.id);
  if (ids.length === 0) return [];
  const lines: Line[] = [];
  for (const status of seeStatuses(view, viewerId, ids)) {
    if (late && !late(status)) continue;
    const { id, boostOfId } = status.facts.row;
    lines.push({ id, shows: boostOfId ?? id, status });
  }
  return lines;
}
