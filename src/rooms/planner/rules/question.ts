import type { Span } from '#rooms/planner/rules/spans.ts';
import type { StaffHours } from '#rooms/planner/rules/staff-hours.ts';

/** The planner's grid: quarters of an hour in UTC. */
export const BUCKET_MS = 900_000;
/** A group counts at most this many times as much as another, so that no weight decides alone. Published. */
export const WEIGHT_MOST = 4;

/** People who would be cut off, told apart only by language or hashtag, never by where they say they are. */
export type Group = {
  /** `server`, `language:fa`, `hashtag:iranelection`. */
  readonly name: string;
  /** 0 to 4; need weighs more than number. */
  readonly weight: number;
  /** Accounts usually acting in each of the 672 quarters of an hour of the week. */
  readonly week: Float64Array;
  /** Why that says nothing: then the waking hours of `zone` stand in for it. */
  readonly unknown: string | undefined;
  /** An IANA zone the operator names for the group; null when they name none. */
  readonly zone: string | null;
};

export type NamedSpan = Span & { readonly name: string };

/** Everything the planner knows. Requests are not among it, nor anything people say of themselves. */
export type Question = {
  /** Milliseconds. */
  readonly now: number;
  /** It may not start before, and must be over by. */
  readonly earliest: number;
  readonly latest: number;
  readonly lengthMs: number;
  /** What the provider or the work itself cannot wait beyond; null: the bounds are all there is. */
  readonly deadline: number | null;
  readonly noticeMs: number;
  /** Empty: at any hour. */
  readonly staff: readonly StaffHours[];
  readonly freezes: readonly NamedSpan[];
  readonly others: readonly NamedSpan[];
  /** How far to keep from others' windows. */
  readonly padMs: number;
  /** Channels whose plans could not be read: no start is known to be clear of them. */
  readonly unread: readonly string[];
  /** Harm of each day of waiting, as a share of a usual day of everybody: what may break meanwhile. */
  readonly riskPerDay: number;
  readonly groups: readonly Group[];
  /** A slot to be judged beside the best ones. */
  readonly asked?: Span | undefined;
  /** Version of the time zone rules in use. */
  readonly tzdata: string;
};
