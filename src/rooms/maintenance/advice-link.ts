import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import { iso } from '#values/time.ts';

/** Where hours are advised: by a room above this one, which knows its windows. */
export const ADVICE_PATH = '/settings/maintenance-advice';
const MINUTE_MS = 60_000;
/** The planner counts in quarters of an hour. */
const SHORTEST_MINUTES = 15;

/** The address that asks which hour suits a window better than its own. */
export function adviceOn({ id, startsAt, endsAt, earliest, latest }: MaintenanceWindow): string {
  const minutes = Math.max(SHORTEST_MINUTES, Math.ceil((endsAt - startsAt) / MINUTE_MS));
  const wish = new URLSearchParams({ window: String(id), length: `${minutes}m`, asked: iso(startsAt) });
  if (earliest !== null) wish.set('earliest', iso(earliest));
  if (latest !== null) wish.set('latest', iso(latest));
  return `${ADVICE_PATH}?${wish}`;
}
