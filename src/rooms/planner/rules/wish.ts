import { BUCKET_MS } from '#rooms/planner/rules/question.ts';
import type { Span } from '#rooms/planner/rules/spans.ts';
import type { StaffHours } from '#rooms/planner/rules/staff-hours.ts';
import { parseId } from '#values/ids.ts';
import { tellsMoments } from '#values/local-moments.ts';
import { Refusal } from '#values/refusal.ts';

/** What an operator asks, as typed: in a form, an address, at the command line. Empty is the same as left out. */
export type TypedWish = {
  readonly length?: string | undefined;
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  readonly deadline?: string | undefined;
  readonly notice?: string | undefined;
  readonly staff?: string | undefined;
  readonly risk?: string | undefined;
  readonly asked?: string | undefined;
  /** The number of a window that is to be moved: it does not stand in its own way. */
  readonly window?: string | undefined;
};

export type Wish = {
  readonly earliest: number;
  readonly latest: number;
  readonly lengthMs: number;
  readonly deadline: number | null;
  readonly noticeMs: number;
  readonly staff: readonly StaffHours[];
  readonly riskPerDay: number;
  readonly asked: Span | undefined;
  readonly windowId: number | undefined;
};

const DAY_MS = 86_400_000;
const LENGTH_MOST_MS = 31 * DAY_MS;
const NOTICE_MS = DAY_MS;
const AHEAD_MS = 7 * DAY_MS;
const HORIZON_MOST_MS = 366 * DAY_MS;
const SHIFTS_MOST = 10;
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY_MS };
const SHIFT = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})@([A-Za-z0-9_+/-]{1,64})(?::([1-7]{1,7}))?$/;

/** Reads a wish. Refuses, naming the field, what cannot be meant. */
export function readWish(typed: TypedWish, now: number): Wish {
  const lengthMs = span(typed.length || '1h', 'length');
  if (lengthMs < BUCKET_MS || lengthMs > LENGTH_MOST_MS) refuse('length', 'from 15m to 31d');
  const noticeMs = span(typed.notice || `${NOTICE_MS / UNITS['h']!}h`, 'notice');
  const earliest = moment(typed.earliest, 'earliest') ?? now + noticeMs;
  const latest = moment(typed.latest, 'latest') ?? earliest + AHEAD_MS;
  if (latest <= earliest) refuse('latest', 'must be later than earliest');
  if (latest - earliest > HORIZON_MOST_MS) refuse('latest', 'at most a year after earliest');
  const riskPerDay = Number(typed.risk || 0);
  if (!(riskPerDay >= 0 && riskPerDay <= 1)) refuse('risk', 'a share of a day from 0 to 1');
  const asked = moment(typed.asked, 'asked');
  return {
    earliest,
    latest,
    lengthMs,
    deadline: moment(typed.deadline, 'deadline') ?? null,
    noticeMs,
    staff: shifts(typed.staff ?? ''),
    riskPerDay,
    windowId: typed.window ? (parseId(typed.window) ?? refuse('window', 'no number of a window')) : undefined,
    asked: asked === undefined ? undefined : { startsAt: asked, endsAt: asked + lengthMs },
  };
}

function refuse(field: string, why: string): never {
  throw new Refusal('invalid', `${field}: ${why}`, field);
}

function span(text: string, field: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text.trim()) ?? [];
  if (!count || !unit) refuse(field, 'a number with m, h or d, like 90m');
  return Number(count) * UNITS[unit]!;
}

function moment(text: string | undefined, field: string): number | undefined {
  if (!text) return undefined;
  try {
    return Temporal.Instant.from(text.trim()).epochMilliseconds;
  } catch {
    return refuse(field, 'a time with its offset, like 2026-06-16T21:00Z');
  }
}

/** Like `09:00-16:00@America/Los_Angeles:12345`, with commas between; without days on each. */
function shifts(text: string): StaffHours[] {
  const parts = text.split(',').flatMap((part) => part.trim() || []);
  if (parts.length > SHIFTS_MOST) refuse('staff', `at most ${SHIFTS_MOST} shifts`);
  return parts.map((part) => {
    const [, fromHour, fromMinute, toHour, toMinute, zone, days] = SHIFT.exec(part) ?? [];
    const fromMinutes = Number(fromHour) * 60 + Number(fromMinute);
    const toMinutes = Number(toHour) * 60 + Number(toMinute);
    if (!zone || fromMinutes >= 1_440 || toMinutes > 1_440 || !tellsMoments(zone))
      refuse('staff', 'hours in a zone, like 09:00-16:00@America/Los_Angeles');
    const on = [...(days ?? '1234567')].map(Number);
    return { fromMinute: fromMinutes, toMinute: toMinutes, zone, days: on };
  });
}
