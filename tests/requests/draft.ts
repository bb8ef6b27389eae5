import type { RequestDraft } from '#rooms/requests/rules/draft.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Tuesday 16 June 2026, 00:00 UTC. */
export const START = Date.UTC(2026, 5, 16);

/** A good request of a person about nothing in particular. */
export const DRAFT: RequestDraft = {
  asker: 'person',
  name: 'Neda',
  wish: 'later',
  text: 'Please do not do it while we need it most.',
  contact: '',
  windowId: null,
  languages: '',
  hashtag: '',
  opensOn: '',
};
