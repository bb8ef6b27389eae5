import type { Entry } from '#rooms/timelines/rules/entry.ts';
import type { Stretch, Walk } from '#rooms/timelines/walk.ts';

const FILL_LEAST = 40;
const GROW_LEAST = 80;

/** The newest entries of a timeline in memory, kept up by events; whatever lies further back is walked behind it. */
export type Ring = Walk & {
  /** Takes an entry in, wherever its id belongs. Nothing happens if it is there, or lies before what the ring holds. */
  add(entry: Entry): void;
  remove(id: number): void;
  /** Forgets everything; the next reader fills it again. */
  clear(): void;
};

/** A ring of at most `most` entries in front of a walk. Filled when first read, grown by reading on. */
export function ringOver(behind: Walk, most: number): Ring {
  /** Oldest first. Every entry of the timeline with an id of `floor` or more is in here. */
  let entries: Entry[] = [];
  let floor = Infinity;

  function fill(wanted: number): void {
    const size = Math.min(most, Math.max(wanted, FILL_LEAST));
    const found = behind.down(Number.MAX_SAFE_INTEGER, 0, size);
    entries = found.entries.toReversed();
    floor = found.next ?? 0;
  }

  /** Reads on behind the ring and keeps what fits: whoever pages on will want more of it. */
  function grow(wanted: number): Stretch {
    const room = most - entries.length;
    if (wanted > room) return behind.down(floor, 0, wanted);
    const found = behind.down(floor, 0, Math.min(room, Math.max(wanted, GROW_LEAST)));
    entries.unshift(...found.entries.toReversed());
    floor = found.next ?? 0;
    if (found.entries.length <= wanted) return found;
    const asked = found.entries.slice(0, wanted);
    return { entries: asked, next: asked.at(-1)?.id };
  }

  function trim(): void {
    if (entries.length <= most + most / 4) return;
    entries.splice(0, entries.length - most);
    floor = entries[0]!.id;
  }

  function down(below: number, above: number, wanted: number): Stretch {
    if (floor === Infinity) fill(wanted);
    const found: Entry[] = [];
    for (let i = lowerBound(entries, below) - 1; i >= 0 && found.length < wanted; i--) {
      if (entries[i]!.id <= above) return { entries: found, next: undefined };
      found.push(entries[i]!);
    }
    if (found.length === wanted) return { entries: found, next: found.at(-1)?.id };
    if (above + 1 >= floor) return { entries: found, next: undefined };
    const older =
      below >= floor && above === 0
        ? grow(wanted - found.length)
        : behind.down(Math.min(below, floor), above, wanted - found.length);
    return { entries: [...found, ...older.entries], next: older.next };
  }

  function up(above: number, below: number, wanted: number): Stretch {
    if (floor === Infinity) fill(wanted);
    if (above + 1 < floor) return behind.up(above, below, wanted);
    const found: Entry[] = [];
    for (let i = lowerBound(entries, above + 1); i < entries.length && found.length < wanted; i++) {
      if (entries[i]!.id >= below) return { entries: found, next: undefined };
      found.push(entries[i]!);
    }
    return { entries: found, next: found.length === wanted ? found.at(-1)?.id : undefined };
  }

  return {
    down,
    up,
    add(entry) {
      if (entry.id < floor) return;
      const at = lowerBound(entries, entry.id);
      if (entries[at]?.id === entry.id) return;
      if (at === entries.length) entries.push(entry);
      else entries.splice(at, 0, entry);
      trim();
    },
    remove(id) {
      const at = lowerBound(entries, id);
      if (entries[at]?.id === id) entries.splice(at, 1);
    },
    clear() {
      entries = [];
      floor = Infinity;
    },
  };
}

/** The first place whose id is not below `id`. */
function lowerBound(entries: readonly Entry[], id: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
