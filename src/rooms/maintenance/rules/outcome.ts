import type { Facts } from '#rooms/maintenance/rules/facts.ts';
import { type Ending, endingOf } from '#rooms/maintenance/rules/transitions.ts';
import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';

/** What probes of one kind met in a minute: a letter a second, `o` answered, `x` failed, `-` not measured. */
export type MeasuredMinute = {
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly reads: string;
  readonly writes: string;
  readonly slowestRead: number;
  readonly slowestWrite: number;
  /** The longest time, milliseconds, in which no probe was answered although one was waiting. */
  readonly readSilence: number;
  readonly writeSilence: number;
};

export const SECONDS = 60;
export const UNMEASURED = '-'.repeat(SECONDS);
/** Minutes of one window that are kept: two days. What lies behind is not measured, and said so. */
export const MINUTES_MOST = 2_880;

/** Two measures of the same minute, as when jobs were started anew in it. What failed in either stays failed. */
export function mergeMinutes(one: MeasuredMinute, other: MeasuredMinute): MeasuredMinute {
  return {
    minute: one.minute,
    reads: mergeSeconds(one.reads, other.reads),
    writes: mergeSeconds(one.writes, other.writes),
    slowestRead: Math.max(one.slowestRead, other.slowestRead),
    slowestWrite: Math.max(one.slowestWrite, other.slowestWrite),
    readSilence: Math.max(one.readSilence, other.readSilence),
    writeSilence: Math.max(one.writeSilence, other.writeSilence),
  };
}

function mergeSeconds(one: string, other: string): string {
  return [...one].map((letter, i) => worse(letter, other[i] ?? '-')).join('');
}

function worse(one: string, other: string): string {
  if (one === 'x' || other === 'x') return 'x';
  return one === '-' ? other : one;
}

export type Probes = {
  readonly accepted: number;
  readonly failed: number;
  readonly slowestMs: number;
  readonly longestSilenceMs: number;
};

/** Planned and actual beside one another, and what was measured. Times are milliseconds UTC. */
export type WindowOutcome = {
  readonly ending: Ending;
  readonly plannedStart: number;
  readonly plannedEnd: number;
  readonly actualStart: number;
  readonly actualEnd: number;
  /** Whence the probes came: from the server's own machine, so the line to it is not part of what they saw. */
  readonly measuredFrom: 'inside';
  /** Seconds of the clock that the work touched; in how many of them anything was measured, and in how many all probes were answered. */
  readonly seconds: number;
  readonly measuredSeconds: number;
  readonly availableSeconds: number;
  readonly reads: Probes;
  readonly writes: Probes;
};

/** What came of a window that was started and is over; undefined for others. */
export function outcomeOf(
  window: MaintenanceWindow,
  minutes: readonly MeasuredMinute[],
): WindowOutcome | undefined {
  const ending = endingOf(window);
  const { startedAt, finishedAt } = window;
  if (ending === undefined || startedAt === null || finishedAt === null) return undefined;
  return {
    ending,
    plannedStart: window.startsAt,
    plannedEnd: window.endsAt,
    actualStart: startedAt,
    actualEnd: finishedAt,
    measuredFrom: 'inside',
    seconds: Math.ceil(finishedAt / 1_000) - Math.floor(startedAt / 1_000),
    ...countSeconds(minutes),
    reads: {
      ...countLetters(minutes.map(({ reads }) => reads)),
      slowestMs: longest(minutes.map(({ slowestRead }) => slowestRead)),
      longestSilenceMs: longest(minutes.map(({ readSilence }) => readSilence)),
    },
    writes: {
      ...countLetters(minutes.map(({ writes }) => writes)),
      slowestMs: longest(minutes.map(({ slowestWrite }) => slowestWrite)),
      longestSilenceMs: longest(minutes.map(({ writeSilence }) => writeSilence)),
    },
  };
}

function countSeconds(minutes: readonly MeasuredMinute[]) {
  let measuredSeconds = 0;
  let availableSeconds = 0;
  for (const { reads, writes } of minutes)
    for (let i = 0; i < SECONDS; i++) {
      const met = `${reads[i] ?? '-'}${writes[i] ?? '-'}`;
      if (met === '--') continue;
      measuredSeconds++;
      if (!met.includes('x')) availableSeconds++;
    }
  return { measuredSeconds, availableSeconds };
}

function countLetters(lines: readonly string[]) {
  const letters = lines.join('');
  return { accepted: letters.split('o').length - 1, failed: letters.split('x').length - 1 };
}

function longest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** An outcome as the ledger says it. */
export function outcomeFacts(outcome: WindowOutcome): Facts {
  const { reads, writes } = outcome;
  return {
    ending: outcome.ending,
    measuredFrom: outcome.measuredFrom,
    seconds: outcome.seconds,
    measuredSeconds: outcome.measuredSeconds,
    availableSeconds: outcome.availableSeconds,
    readsAccepted: reads.accepted,
    readsFailed: reads.failed,
    longestReadSilenceMs: reads.longestSilenceMs,
    writesAccepted: writes.accepted,
    writesFailed: writes.failed,
    longestWriteSilenceMs: writes.longestSilenceMs,
  };
}
