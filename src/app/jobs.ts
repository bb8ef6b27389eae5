import type { Jobs } from '#machinery/jobs/job.ts';
import { jobs as accounts } from '#rooms/accounts/jobs.ts';
import { jobs as activity } from '#rooms/activity/jobs.ts';
import { jobs as channels } from '#rooms/channels/jobs.ts';
import { jobs as follows } from '#rooms/follows/jobs.ts';
import { jobs as ledger } from '#rooms/ledger/jobs.ts';
import { jobs as lists } from '#rooms/lists/jobs.ts';
import { jobs as maintenance } from '#rooms/maintenance/jobs.ts';
import { jobs as media } from '#rooms/media/jobs.ts';
import { jobs as notices } from '#rooms/notices/jobs.ts';
import { jobs as notifications } from '#rooms/notifications/jobs.ts';
import { jobs as oauth } from '#rooms/oauth/jobs.ts';
import { jobs as requests } from '#rooms/requests/jobs.ts';
import { jobs as search } from '#rooms/search/jobs.ts';
import { jobs as status } from '#rooms/status/jobs.ts';
import { jobs as statuses } from '#rooms/statuses/jobs.ts';
import { jobs as trends } from '#rooms/trends/jobs.ts';

const rooms: readonly Jobs[] = [
  accounts,
  oauth,
  follows,
  statuses,
  lists,
  media,
  notifications,
  trends,
  search,
  ledger,
  activity,
  channels,
  notices,
  maintenance,
  requests,
  status,
];

/** Work that follows: effects taken once, and what comes round by the clock. */
export const jobs: Jobs = {
  effects: rooms.flatMap(({ effects }) => effects),
  periodic: rooms.flatMap(({ periodic }) => periodic),
};
