/** Labels that a status can carry, beside being imported. */

/** It was imported without a time of day, which was estimated. */
export const ESTIMATED = 'estimated';

/** An imported status, posted again: it mentions nobody, and is delivered to no other server. */
export const REPLAY = 'replay';

/** What is posted with this scope is a replay. No app can ask for it; the command line gives it. */
export const REPLAY_SCOPE = 'replay';
