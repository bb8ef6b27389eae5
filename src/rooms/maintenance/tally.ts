import type { MeasuredMinute } from '#rooms/maintenance/rules/outcome.ts';
import { SECONDS, UNMEASURED } from '#rooms/maintenance/rules/outcome.ts';

const MINUTE_MS = 60_000;
/** Minutes that wait in memory while they cannot be kept. The oldest go first, and count as not measured. */
const WAITING_MOST = 240;

export type ProbeKind = 'reads' | 'writes';

/** One probe under way, as it was begun (milliseconds). */
export type Asked = { readonly kind: ProbeKind; readonly at: number };

/** What probes of one window met, second by second, until it is taken away to be kept. Times are milliseconds. */
export type Tally = {
  begin(kind: ProbeKind, at: number): Asked;
  /** `answered`: what was asked for was done. */
  end(asked: Asked, answered: boolean, at: number): void;
  /** Minutes that began before this moment, taken away. A silence that goes on counts up to `now`. */
  take(before: number, now: number): readonly MeasuredMinute[];
};

type Line = {
  readonly underWay: Set<Asked>;
  /** Since when somebody waits without any answer; undefined while nobody does. */
  waitingSince: number | undefined;
};

type Filling = { -readonly [K in keyof MeasuredMinute]: MeasuredMinute[K] };

export function makeTally(): Tally {
  const minutes = new Map<number, Filling>();
  const lines: Readonly<Record<ProbeKind, Line>> = {
    reads: { underWay: new Set(), waitingSince: undefined },
    writes: { underWay: new Set(), waitingSince: undefined },
  };

  function minuteAt(at: number): Filling {
    const minute = Math.floor(at / MINUTE_MS);
    const known = minutes.get(minute);
    if (known) return known;
    if (minutes.size >= WAITING_MOST) minutes.delete(minutes.keys().next().value!);
    const made = emptyMinute(minute);
    minutes.set(minute, made);
    return made;
  }

  function hush(kind: ProbeKind, at: number): void {
    const { waitingSince } = lines[kind];
    if (waitingSince === undefined) return;
    const minute = minuteAt(at);
    const silence = Math.max(0, at - waitingSince);
    if (kind === 'reads') minute.readSilence = Math.max(minute.readSilence, silence);
    else minute.writeSilence = Math.max(minute.writeSilence, silence);
  }

  return {
    begin(kind, at) {
      const asked = { kind, at };
      lines[kind].underWay.add(asked);
      lines[kind].waitingSince ??= at;
      return asked;
    },
    end(asked, answered, at) {
      const { kind } = asked;
      const line = lines[kind];
      if (!line.underWay.delete(asked)) return;
      note(minuteAt(asked.at), asked, answered, Math.max(0, at - asked.at));
      if (!answered) return;
      hush(kind, at);
      line.waitingSince = line.underWay.size > 0 ? at : undefined;
    },
    take(before, now) {
      hush('reads', now);
      hush('writes', now);
      const taken = [...minutes.values()].filter(({ minute }) => minute * MINUTE_MS < before);
      for (const { minute } of taken) minutes.delete(minute);
      return taken;
    },
  };
}

function emptyMinute(minute: number): Filling {
  const seconds = { reads: UNMEASURED, writes: UNMEASURED };
  return { minute, ...seconds, slowestRead: 0, slowestWrite: 0, readSilence: 0, writeSilence: 0 };
}

function note(minute: Filling, { kind, at }: Asked, answered: boolean, tookMs: number): void {
  const second = Math.floor(at / 1_000) % SECONDS;
  const letters = minute[kind];
  const letter = answered && letters[second] !== 'x' ? 'o' : 'x';
  minute[kind] = `${letters.slice(0, second)}${letter}${letters.slice(second + 1)}`;
  if (!answered) return;
  if (kind === 'reads') minute.slowestRead = Math.max(minute.slowestRead, tookMs);
  else minute.slowestWrite = Math.max(minute.slowestWrite, tookMs);
}
