import { Refusal } from '#values/refusal.ts';

export const FOLLOWS_MOST = 7_500;
export const LANGUAGES_MOST = 20;

/** What must be known to decide about a wish to follow. */
export type FollowFacts = {
  readonly self: boolean;
  /** Whether the followed account is there and may be seen. */
  readonly targetActive: boolean;
  readonly targetLocked: boolean;
  readonly blockedEitherWay: boolean;
  /** The one who follows was limited by a moderator: others decide by hand. */
  readonly silenced: boolean;
  readonly follows: boolean;
  readonly requested: boolean;
  /** How many accounts the follower follows by now. */
  readonly following: number;
};

/** What becomes of a wish to follow; `change` alters the options of a follow or request that is there already. */
export function decideFollow(facts: FollowFacts): 'follow' | 'request' | 'change' {
  if (!facts.targetActive) throw new Refusal('not-found', 'Record not found');
  if (facts.self || facts.blockedEitherWay) throw new Refusal('forbidden', 'This action is not allowed');
  if (facts.follows || facts.requested) return 'change';
  if (facts.following >= FOLLOWS_MOST)
    throw new Refusal('invalid', `Validation failed: You cannot follow more than ${FOLLOWS_MOST} people`);
  return facts.targetLocked || facts.silenced ? 'request' : 'follow';
}
