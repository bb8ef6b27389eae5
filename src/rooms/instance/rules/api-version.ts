import { VERSION } from '#values/version.ts';

/**
 * The Mastodon API version that is true of this server: clients switch features on by it. 1 is the base of 4.3, 2 adds
 * grouped notifications; 3 would promise attribution domains in previews, 5 blurring filters, 7 quotes, 10 collections.
 */
export const API_VERSION = 2;

/** Clients read the number before the blank and compare it with Mastodon's. */
export const MASTODON_VERSION = `4.5.0 (compatible; Rooftop ${VERSION})`;
