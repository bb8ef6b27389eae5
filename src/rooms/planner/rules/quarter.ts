import type { Advice, Candidate } from '#rooms/planner/rules/advise.ts';

/** In which quarter of the feasible starts a slot lies or would lie: 1 the best, 4 the worst. */
export function quarterOf({ feasible }: Pick<Advice, 'feasible'>, { rank }: Pick<Candidate, 'rank'>): number {
  return Math.min(4, Math.max(1, Math.ceil((4 * rank) / Math.max(1, feasible))));
}
