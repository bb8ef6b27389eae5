import type { Advice, Candidate } from '#rooms/planner/rules/advise.ts';
import { NOISE } from '#rooms/planner/rules/harm.ts';
import { quarterOf } from '#rooms/planner/rules/quarter.ts';
import type { Question } from '#rooms/planner/rules/question.ts';
import type { ShownZone } from '#values/shown-zones.ts';
import { iso } from '#values/time.ts';
import { zonedSpans } from '#values/zoned-times.ts';

const DIGITS = 10_000;

/** Advice as programs read it: ranks and shares of a usual day, never how many people. */
export function toAdviceJson(advice: Advice, question: Question, zones: readonly ShownZone[]) {
  const tell = (candidate: Candidate) => toCandidateJson(candidate, zones, question.now);
  return {
    tzdata: advice.tzdata,
    noise: NOISE,
    considered: advice.considered,
    feasible: advice.feasible,
    groups: question.groups.map(({ name, weight, zone, unknown }) => ({
      name,
      weight,
      zone,
      unknown: unknown ?? null,
    })),
    unread_channels: question.unread,
    risk_per_day: question.riskPerDay,
    candidates: advice.candidates.map(tell),
    asked: advice.asked ? { ...tell(advice.asked), quarter: quarterOf(advice, advice.asked) } : null,
    relaxed: advice.relaxed.map(({ constraint, best }) => ({ constraint, best: tell(best) })),
    binding: advice.binding,
  };
}

export type AdviceJson = ReturnType<typeof toAdviceJson>;

function toCandidateJson(candidate: Candidate, zones: readonly ShownZone[], now: number) {
  const { startsAt, endsAt, rank, lost, broken, harms, waiting } = candidate;
  return {
    starts_at: iso(startsAt),
    ends_at: iso(endsAt),
    rank,
    lost: lost ?? null,
    broken,
    waiting: rounded(waiting),
    groups: harms.map(({ group, harm, share, guessed }) => ({
      group,
      harm: rounded(harm),
      share: rounded(share),
      guessed,
    })),
    local: zonedSpans(startsAt, endsAt, zones, 'en', { now }).map(({ zone, text }) => ({ zone, text })),
  };
}

function rounded(share: number): number {
  return Math.round(share * DIGITS) / DIGITS;
}
