import type { BannerCard, PersonCard } from '#pages/cards.ts';
import type { Speaker } from '#pages/dates.ts';
import type { Reading } from '#pages/reading.ts';
import type { Texts } from '#pages/texts/index.ts';

/** What every page is given: who reads it, in which words, and what its forms must carry. */
export type Screen = {
  readonly texts: Texts;
  readonly reading: Reading;
  readonly dir: 'ltr' | 'rtl';
  readonly say: Speaker;
  /** Milliseconds since 1970, one for the whole page. */
  readonly now: number;
  /** The signed-in reader. */
  readonly me: PersonCard | undefined;
  readonly admin: boolean;
  /** Every form carries it. Different on each page, since pages are compressed with what the reader typed. */
  readonly formToken: string;
  /** Path and query of this page: where forms come back to. */
  readonly here: string;
  readonly domain: string;
  /** Planned work to announce. */
  readonly banner?: BannerCard | undefined;
  /** A fresh idempotency key for a form that makes something. */
  newKey(): string;
};
