import type { Jobs } from '#machinery/jobs/job.ts';
import { closeBuckets } from '#rooms/activity/close-bucket.ts';

const MINUTE_MS = 60_000;

export const jobs: Jobs = {
  effects: [],
  periodic: [{ name: 'close-activity', everyMs: MINUTE_MS, run: ({ house }) => closeBuckets(house) }],
};
