import type { Jobs } from '#machinery/jobs/job.ts';
import { keepMirror } from '#rooms/status/keep-mirror.ts';

export const jobs: Jobs = { effects: [], periodic: [keepMirror()] };
