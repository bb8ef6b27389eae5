import type { Jobs, Place } from '#machinery/jobs/job.ts';
import { feedIndex } from '#rooms/search/feed-index.ts';
import { indexWriter } from '#rooms/search/open-index.ts';
import { settingsInApply } from '#rooms/settings/index.ts';
import { truncateWal } from '#view/checkpoint.ts';
import { wipeUnused } from '#view/wipe.ts';

const FEED_EVERY_MS = 250;
const STEPS_MOST = 50;
const WIPES_PER_RETENTION = 4;

/** The index follows the view four times a second; each step is short, so that other jobs have their turn. */
async function feed({ house }: Pick<Place, 'house'>): Promise<void> {
  const view = house.view();
  const index = view.keep(indexWriter);
  for (let step = 0; step < STEPS_MOST && feedIndex(view, index); step++) await new Promise(setImmediate);
}

/** Takes the last traces of words that left the index out of its files, some times in each retention. */
function makeWipe() {
  let wipedAt = 0;
  return async ({ house }: Pick<Place, 'house'>): Promise<void> => {
    const view = house.view();
    const everyMs = settingsInApply(view.db).retention / WIPES_PER_RETENTION;
    const now = house.world.now();
    if (Math.abs(now - wipedAt) < everyMs) return;
    const index = view.keep(indexWriter);
    if ((await wipeUnused(index)) && truncateWal(index)) wipedAt = now;
  };
}

export const jobs: Jobs = {
  effects: [],
  periodic: [
    { name: 'feed-search', everyMs: FEED_EVERY_MS, run: feed },
    { name: 'wipe-search', everyMs: FEED_EVERY_MS, run: makeWipe() },
  ],
};
