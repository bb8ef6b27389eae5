import { activity } from '#view/migrations/0002/activity.ts';
import { channels } from '#view/migrations/0002/channels.ts';
import { ledger } from '#view/migrations/0002/ledger.ts';
import { maintenance } from '#view/migrations/0002/maintenance.ts';
import { notices } from '#view/migrations/0002/notices.ts';
import { requests } from '#view/migrations/0002/requests.ts';
import { status } from '#view/migrations/0002/status.ts';

/** Planned maintenance on the record: what its rooms keep. */
export const plannedMaintenance = [ledger, activity, channels, notices, maintenance, requests, status].join(
  '\n',
);
