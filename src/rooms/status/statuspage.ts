import { type Effect, type MaintenanceWindow, PARTS } from '#rooms/maintenance/index.ts';
import type { Change } from '#rooms/status/rules/change.ts';
import { type FeedVoice, headChange, tellChange } from '#rooms/status/tell-change.ts';
import type { WindowNow } from '#rooms/status/views.ts';
import { iso } from '#values/time.ts';

/** The public JSON of Statuspage's API v2, so that the many tools that read it can watch this server. */

export type StatuspageAbout = {
  readonly voice: FeedVoice;
  readonly origin: string;
  readonly domain: string;
  readonly name: string;
  readonly active: readonly WindowNow[];
  /** When anything public changed last, milliseconds. */
  readonly changedAt: number;
};

/** Before anything was ever planned. */
const LONG_AGO = Date.UTC(2000, 0, 1);

const IMPACTS: Readonly<Record<Effect, 'none' | 'minor' | 'major' | 'critical'>> = {
  none: 'none',
  slower: 'minor',
  delayed: 'minor',
  'read-only': 'major',
  unreachable: 'critical',
};

type ScheduledStatus = 'scheduled' | 'in_progress' | 'completed';

/** Statuspage has no word for what was called off: it counts as completed, and its last update says that it was cancelled. */
const STATUSES: Readonly<Record<MaintenanceWindow['state'], ScheduledStatus>> = {
  planned: 'scheduled',
  'in-progress': 'in_progress',
  finished: 'completed',
  cancelled: 'completed',
};

const time = (ms: number | null) => (ms === null ? null : iso(ms));

/** The part that every answer begins with. */
export function toPage({ domain, name, origin, changedAt }: StatuspageAbout) {
  const updated_at = iso(Math.max(LONG_AGO, changedAt));
  return { id: domain, name, url: `${origin}/status`, time_zone: 'Etc/UTC', updated_at };
}

/** While anything is under way it says so, whatever people feel of it: "all well" beside open work has misled others. */
export function toStatus({ voice, active }: StatuspageAbout) {
  const { overall } = voice.texts.status;
  if (active.length === 0) return { indicator: 'none', description: overall.well };
  const overrun = active.some(({ phase }) => phase === 'overrun');
  return { indicator: 'maintenance', description: overrun ? overall.overrun : overall.active };
}

export function toComponents(about: StatuspageAbout) {
  const { voice, domain, active } = about;
  const touched = active
    .filter(({ window }) => window.effect !== 'none')
    .flatMap(({ window }) => window.parts);
  return PARTS.map((part, i) => ({
    id: part,
    name: voice.texts.status.part[part],
    status: touched.includes(part) ? 'under_maintenance' : 'operational',
    created_at: iso(LONG_AGO),
    updated_at: toPage(about).updated_at,
    position: i + 1,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: domain,
    group: false,
    only_show_if_degraded: false,
  }));
}

export function toScheduled(about: StatuspageAbout, seen: WindowNow) {
  const { window, changes } = seen;
  const components = toComponents(about).filter(({ id }) => window.parts.some((part) => part === id));
  return {
    id: String(window.id),
    name: window.title,
    status: STATUSES[window.state],
    created_at: iso(window.createdAt),
    updated_at: iso(changes[0]?.at ?? window.changedAt),
    monitoring_at: null,
    resolved_at: time(resolvedAt(seen)),
    impact: IMPACTS[window.effect],
    shortlink: `${about.origin}/status/windows/${window.id}`,
    started_at: iso(window.startedAt ?? window.createdAt),
    page_id: about.domain,
    incident_updates: changes.map((change) => toUpdate(about.voice, change, seen)),
    components,
    scheduled_for: iso(window.startsAt),
    scheduled_until: iso(window.endsAt),
  };
}

function resolvedAt({ window, changes }: WindowNow): number | null {
  if (window.state === 'cancelled')
    return changes.find(({ what }) => what === 'cancelled')?.at ?? window.finishedAt;
  return window.finishedAt;
}

function toUpdate(voice: FeedVoice, change: Change, seen: WindowNow) {
  const at = iso(change.at);
  return {
    id: `${seen.window.id}-${change.sequence}-${change.what}`,
    status: statusAt(change, seen),
    body: [headChange(voice, change, seen), ...tellChange(voice, change, seen)].join('\n'),
    incident_id: String(seen.window.id),
    created_at: at,
    updated_at: at,
    display_at: at,
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  };
}

/** How the window stood with this change. */
function statusAt({ sequence }: Change, { changes }: WindowNow): ScheduledStatus {
  const reached = (...whats: readonly Change['what'][]) =>
    changes.some((one) => whats.includes(one.what) && one.sequence <= sequence);
  if (reached('finished', 'cancelled')) return 'completed';
  return reached('started') ? 'in_progress' : 'scheduled';
}
