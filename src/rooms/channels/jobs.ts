import type { Jobs } from '#machinery/jobs/job.ts';
import { watchChannels } from '#rooms/channels/watch.ts';

export const jobs: Jobs = { effects: [], periodic: [watchChannels()] };
