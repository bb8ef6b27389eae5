import {
  type ChannelWindowState,
  type FoundWindow,
  oneLine,
  TEXT_MOST,
} from '#rooms/channels/rules/channel.ts';
import { gather, isUnderWay, type Sighting, type Told } from '#rooms/channels/rules/sighting.ts';

/** Where a Statuspage tells of planned work. The first holds the newest 50, old ones too, so each of the three is needed. */
export const SCHEDULED_PATHS = [
  '/api/v2/scheduled-maintenances.json',
  '/api/v2/scheduled-maintenances/upcoming.json',
  '/api/v2/scheduled-maintenances/active.json',
] as const;
export const STATUS_PATH = '/api/v2/status.json';

const STATES: Readonly<Record<string, ChannelWindowState>> = {
  scheduled: 'scheduled',
  in_progress: 'in-progress',
  verifying: 'verifying',
  completed: 'completed',
};
const INDICATORS = ['none', 'minor', 'major', 'critical', 'maintenance'] as const;
export type Indicator = (typeof INDICATORS)[number];
const LISTED_MOST = 2_000;
const KEY_MOST = 80;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

/** Reads one of the lists; undefined for what is none. Never throws. */
export function readScheduled(json: unknown): Told | undefined {
  const list = fieldsOf(json)?.['scheduled_maintenances'];
  if (!Array.isArray(list)) return undefined;
  const read = list.slice(0, LISTED_MOST).map(readWindow);
  const windows = read.filter((one) => one !== undefined);
  const doubt = list.length > LISTED_MOST ? 'too-many' : windows.length < read.length ? 'times' : null;
  return { windows, doubt };
}

function readWindow(value: unknown): FoundWindow | undefined {
  const fields = fieldsOf(value);
  const text = (name: string) => (typeof fields?.[name] === 'string' ? fields[name] : '');
  const startsAt = Date.parse(text('scheduled_for'));
  const endsAt = Date.parse(text('scheduled_until'));
  const key = oneLine(text('id'), KEY_MOST);
  if (!(startsAt < endsAt) || key === '') return undefined;
  const state = STATES[text('status')] ?? 'unknown';
  const name = oneLine(text('name'), TEXT_MOST);
  return { key, name, startsAt, endsAt, state, url: webAddress(text('shortlink')) };
}

/** An address that a page may link to; null for anything else. */
export function webAddress(text: string): string | null {
  const url = text.length <= TEXT_MOST ? URL.parse(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** Reads status.json; undefined for what is none. */
export function readIndicator(json: unknown): Indicator | undefined {
  const indicator = fieldsOf(fieldsOf(json)?.['status'])?.['indicator'];
  return INDICATORS.find((one) => one === indicator);
}

/**
 * How a Statuspage stands. That "all systems are operational" is no evidence: work under way counts whatever the page says of
 * itself, and the page counts only if all lists could be read.
 */
export function statuspageSighting(lists: readonly Told[], indicator: Indicator, now: number): Sighting {
  const { windows, doubt } = gather(lists, now);
  if (doubt !== null) return { state: 'unknown', fault: doubt, windows };
  const working = windows.some(({ state }) => isUnderWay(state)) || indicator === 'maintenance';
  if (working) return { state: 'maintenance', fault: null, windows };
  const down = indicator === 'major' || indicator === 'critical';
  return { state: down ? 'down' : 'up', fault: null, windows };
}
