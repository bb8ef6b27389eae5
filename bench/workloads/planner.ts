import { advise } from '#rooms/planner/rules/advise.ts';
import type { Question } from '#rooms/planner/rules/question.ts';
import { print } from '../report.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 0, 1);
const TIMES = 15;

/** The planner over a year of quarters of an hour, 50 groups, 20 freezes and 40 windows of others; also when it has never run before. */
export function measurePlanner(): void {
  const took: number[] = [];
  let considered = 0;
  for (let i = 0; i < TIMES; i++) {
    const from = performance.now();
    considered = advise(question()).considered;
    took.push(performance.now() - from);
  }
  const sorted = took.toSorted((a, b) => a - b);
  print({
    workload: 'planner-year',
    p50: sorted[Math.floor(TIMES / 2)]!,
    firstMs: took[0]!,
    worst: sorted.at(-1)!,
    considered,
    note: '50 groups, 20 freezes, 40 windows of others',
  });
}

function question(): Question {
  const wave = (group: number) =>
    Float64Array.from(
      { length: 672 },
      (_, place) => 100 + 90 * Math.sin(((place % 96) / 48) * Math.PI + group),
    );
  const many = (count: number, everyDays: number, hours: number) =>
    Array.from({ length: count }, (_, i) => {
      const startsAt = NOW + i * everyDays * DAY_MS + i * HOUR_MS;
      return { name: `n${i}`, startsAt, endsAt: startsAt + hours * HOUR_MS };
    });
  return {
    now: NOW,
    earliest: NOW,
    latest: NOW + 365 * DAY_MS,
    lengthMs: 90 * 60_000,
    deadline: null,
    noticeMs: DAY_MS,
    staff: [{ fromMinute: 540, toMinute: 960, zone: 'America/Los_Angeles', days: [1, 2, 3, 4, 5] }],
    freezes: many(20, 17, 48),
    others: many(40, 9, 3),
    padMs: HOUR_MS,
    unread: [],
    riskPerDay: 0.001,
    groups: Array.from({ length: 50 }, (_, i) => ({
      name: `group ${i}`,
      weight: 1 + (i % 4),
      week: wave(i),
      unknown: undefined,
      zone: null,
    })),
    tzdata: process.versions['tz'] ?? 'unknown',
  };
}
