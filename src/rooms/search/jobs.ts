import type { Jobs, Place } from '#machinery/jobs/job.ts';
import { feedIndex } from '#rooms/search/feed-index.ts';
import { indexWriter } from '#rooms/search/open-index.ts';

const FEED_EVERY_MS = 250;
const STEPS_MOST = 50;

/** The index follows the view four times a second; each step is short, so that other jobs have their turn. */
async function feed({ house }: Pick<Place, 'house'>): Promise<void> {
  const view = house.view();
  const index = view.keep(indexWriter);
  for (let step = 0; step < STEPS_MOST && feedIndex(view, index); step++) await new Promise(setImmediate);
}

export const jobs: Jobs = {
  effects: [],
  periodic: [{ name: 'feed-search', everyMs: FEED_EVERY_MS, run: feed }],
};
