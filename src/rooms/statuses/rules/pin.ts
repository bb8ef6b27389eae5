import { DIRECT } from '#rooms/statuses/rules/visibility.ts';
import { Refusal } from '#values/refusal.ts';

export const PINS_MOST = 5;

/** Refuses to pin what is not one's own, a boost or meant for few, and more than the bound. */
export function checkPin(facts: {
  readonly own: boolean;
  readonly boost: boolean;
  readonly visibility: number;
  readonly pins: number;
}): void {
  if (!facts.own)
    throw new Refusal('invalid', "Validation failed: Someone else's post cannot be pinned", 'id');
  if (facts.boost) throw new Refusal('invalid', 'Validation failed: A boost cannot be pinned', 'id');
  if (facts.visibility === DIRECT)
    throw new Refusal(
      'invalid',
      'Validation failed: Posts that are only visible to mentioned users cannot be pinned',
      'id',
    );
  if (facts.pins >= PINS_MOST)
    throw new Refusal(
      'invalid',
      'Validation failed: You have already pinned the maximum number of posts',
      'id',
    );
}
