/** The closed words of requests: what may stand on the ledger, in answers of the API and on pages. */

/** Who asks, as they say themselves. All of them stand in one queue, with the same fields. */
export const ASKERS = ['person', 'petition', 'ngo', 'newsroom', 'government', 'provider'] as const;
export type Asker = (typeof ASKERS)[number];

/** How a request came. `form` and `api` are open to anyone; the others are entered by staff. */
export const STAFF_WAYS = ['email', 'telephone', 'letter', 'in-person', 'hashtag'] as const;
export type StaffWay = (typeof STAFF_WAYS)[number];
export type Way = StaffWay | 'form' | 'api';

/** What is asked of the planned work. */
export const WISHES = ['earlier', 'later', 'not-at-all', 'other'] as const;
export type Wish = (typeof WISHES)[number];

/**
 * Whether the words of a request are public. `waiting`: nobody has looked at them yet, or their day has not come.
 * `withheld`: staff refused to publish them. `redacted`: taken away for good.
 */
export const PUBLICATIONS = ['waiting', 'released', 'withheld', 'redacted'] as const;
export type Publication = (typeof PUBLICATIONS)[number];

/** Why the words of a request are not published, or were taken away. */
export const HIDING_REASONS = ['abuse', 'spam', 'private-data', 'danger', 'unlawful'] as const;
export type HidingReason = (typeof HIDING_REASONS)[number];

/** Why a confidential request has no day on which it opens. */
export const SECRET_REASONS = ['danger', 'court-order', 'law', 'investigation'] as const;
export type SecretReason = (typeof SECRET_REASONS)[number];

/** How it was verified that a request comes from whom it claims. */
export const PROOFS = ['telephoned-back', 'email-domain', 'letter', 'known-person', 'dns-record'] as const;
export type Proof = (typeof PROOFS)[number];

export const OUTCOMES = ['granted', 'partly', 'refused', 'too-late'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a request is answered with "too late" by itself. */
export type LateReason = 'window-started' | 'window-over' | 'window-cancelled' | 'deadline-passed';

/** The free texts of a request, each with a commitment of its own on the ledger. */
export const TEXT_NAMES = ['name', 'text', 'languages', 'hashtag'] as const;
export type TextName = (typeof TEXT_NAMES)[number];
