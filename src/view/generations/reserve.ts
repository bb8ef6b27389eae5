import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '#values/refusal.ts';
import { freeBytes } from '#view/disk-reserve.ts';

const MEGABYTE = 1_048_576;
/** What both WALs may grow by besides, for a small view. */
const LEAST = 64 * MEGABYTE;
/** The copy, and as much again for the WAL of the view that is copied: nothing leaves it while the copy is made. */
const COPIES = 2;

/** Refuses when the disk could not take a generation and what is written meanwhile above its reserve. */
export function requireRoom(view: string, reserveBytes: number): void {
  const needed = COPIES * statSync(view).size + LEAST + reserveBytes;
  const free = freeBytes(dirname(view));
  if (free >= needed) return;
  const [want, have] = [needed, free].map((bytes) => Math.ceil(bytes / MEGABYTE));
  throw new Refusal(
    'unavailable',
    `The disk has no room for another view: ${want} MB are needed, ${have} MB are free`,
  );
}

/** Says while it is made that the disk is needed for more important things. */
export function roomTrouble(view: string, reserveBytes: number): Refusal | undefined {
  if (freeBytes(dirname(view)) >= reserveBytes) return undefined;
  return new Refusal('unavailable', 'The disk became full, and the new view was given up');
}
