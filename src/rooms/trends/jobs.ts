import type { Jobs } from '#machinery/jobs/job.ts';
import { forgetUses } from '#rooms/trends/forget-uses.ts';

const HOUR_MS = 3_600_000;

export const jobs: Jobs = {
  effects: [],
  periodic: [{ name: 'forget-tag-uses', everyMs: HOUR_MS, run: ({ house }) => forgetUses(house) }],
};
