import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Periodic, Place } from '#machinery/jobs/job.ts';
import { replaceFile } from '#machinery/replace-file.ts';
import { channelChanged } from '#rooms/channels/index.ts';
import { windowChanged } from '#rooms/maintenance/index.ts';
import { settingChanged } from '#rooms/settings/index.ts';
import { copyLedger } from '#rooms/status/copy-ledger.ts';
import { mirrorFiles } from '#rooms/status/mirror-files.ts';
import type { View } from '#view/reader.ts';

const LOOK_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** How often what the copy shows has changed, as far as this process has seen. */
function changeCount(view: View) {
  let count = 0;
  const more = () => {
    count++;
  };
  view.on(windowChanged, more);
  view.on(settingChanged, more);
  view.on(channelChanged, more);
  view.onGap(more);
  return () => count;
}

/** What was written: which view it was made from, at which of its changes, in which minute; and the files' hashes. */
type Written = {
  readonly view: View;
  readonly changes: number;
  readonly minute: number;
  readonly hashes: ReadonlyMap<string, string>;
};

/**
 * Keeps the copy that another host serves: anew with every change, and each minute, so that it never shows work as planned
 * whose hour has passed. Only files whose text has changed are written.
 */
export function keepMirror(): Periodic {
  let written: Written | undefined;
  let head: string | undefined;
  return {
    name: 'mirror',
    everyMs: LOOK_EVERY_MS,
    async run(place) {
      const { house, folder } = place;
      const view = house.view();
      view.takeEvents();
      head = await copyLedger(join(folder.shelf, 'ledger'), join(folder.mirror, 'ledger'), head);
      const changes = view.keep(changeCount)();
      const now = house.world.now();
      const minute = Math.floor(now / MINUTE_MS);
      if (written?.view === view && written.changes === changes && written.minute === minute) return;
      const hashes = await writeMirror(place, now, written?.hashes ?? new Map());
      written = { view, changes, minute, hashes };
    },
  };
}

/** Writes what is new in the copy. Resolves with the hash of every file that should be there. */
export async function writeMirror(
  { house, folder }: Pick<Place, 'house' | 'folder'>,
  now: number,
  before: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const { path, text } of mirrorFiles(house, now)) {
    const mark = hash('sha256', text);
    if (before.get(path) !== mark) await replaceFile(join(folder.mirror, path), text);
    hashes.set(path, mark);
  }
  return hashes;
}
