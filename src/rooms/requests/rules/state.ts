import type { Outcome, Publication } from '#rooms/requests/rules/words.ts';

/** How a request stands: as it was last answered, else open, or closed when its words are hidden and nobody need answer. */
export type RequestState = Outcome | 'open' | 'closed';

export function stateOf(request: {
  readonly outcome: Outcome | null;
  readonly publication: Publication;
}): RequestState {
  if (request.outcome !== null) return request.outcome;
  return request.publication === 'withheld' || request.publication === 'redacted' ? 'closed' : 'open';
}
