import type { Group, Question } from '#rooms/planner/rules/question.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday 15 June 2009, 22:00 UTC: the notice of that day was out. */
export const NOW = Date.UTC(2009, 5, 15, 22);

/** A group whose activity follows the day of a place `offsetHours` ahead of UTC: quietest at four in the night. */
export function groupOf(
  name: string,
  offsetHours: number,
  accounts: number,
  more: Partial<Group> = {},
): Group {
  const week = Float64Array.from({ length: 672 }, (_, place) => {
    const hour = ((place % 96) / 4 + offsetHours + 24) % 24;
    return accounts * (0.1 + 0.9 * (0.5 - 0.5 * Math.cos(((hour - 4) / 12) * Math.PI)));
  });
  return { name, weight: 1, week, unknown: undefined, zone: null, ...more };
}

/** A question about an hour and a half within a day, changed in parts. */
export function questionOf(more: Partial<Question> = {}): Question {
  return {
    now: NOW,
    earliest: NOW,
    latest: NOW + DAY,
    lengthMs: 90 * MINUTE,
    deadline: null,
    noticeMs: 0,
    staff: [],
    freezes: [],
    others: [],
    padMs: 0,
    unread: [],
    riskPerDay: 0,
    groups: [groupOf('server', -4, 1_000), groupOf('hashtag:iranelection', 4.5, 400, { weight: 3 })],
    tzdata: 'test',
    ...more,
  };
}
