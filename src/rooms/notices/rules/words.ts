/** How bad it may get, from nothing to all gone. */
export const IMPACTS = ['NO-IMPACT', 'REDUCED-REDUNDANCY', 'DEGRADED', 'OUTAGE'] as const;
export type Impact = (typeof IMPACTS)[number];

export const STATUSES = ['TENTATIVE', 'CONFIRMED', 'CANCELLED', 'IN-PROCESS', 'COMPLETED'] as const;
export type Status = (typeof STATUSES)[number];

export type NoticeObject = { readonly id: string; readonly impact: Impact };

/** A notice in the form that all senders' notices are brought to. Times are milliseconds UTC. */
export type NoticeForm = {
  readonly provider: string;
  readonly account: string;
  /** The primary one first. */
  readonly maintenanceIds: readonly string[];
  readonly objects: readonly NoticeObject[];
  readonly impact: Impact;
  /** Whether the sender gave an impact that is known; otherwise the worst is assumed. */
  readonly impactGiven: boolean;
  /** As sent, in capitals; null when none was sent, which changes nothing. */
  readonly status: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly stampAt: number;
  readonly sequence: number | null;
  readonly uid: string;
  readonly organizer: string | null;
  readonly summary: string;
};

/** Why a notice cannot be taken as it is; a person settles it. */
export const REASONS = [
  'no-provider',
  'no-account',
  'no-maintenance-id',
  'no-object-id',
  'no-uid',
  'no-organizer',
  'no-start',
  'no-end',
  'no-stamp',
  'wrong-time',
  'no-zone',
  'date-only',
  'label',
  'two-zones',
  'twice',
  'never',
  'unknown-zone',
  'end-before-start',
  'too-long',
  'lost-colon',
  'repeated-property',
  'repeats',
  'method',
  'plain-event',
  'no-event',
  'no-calendar',
  'unreadable',
  'too-large',
] as const;
export type Reason = (typeof REASONS)[number];

/** What is odd about a notice that can be taken. The first ones keep it waiting until a person has looked. */
export const DOUBTS = ['two-statuses', 'subject-disagrees', 'method-disagrees'] as const;
export type Doubt = (typeof DOUBTS)[number];

export const WARNINGS = [
  'joined-line',
  'unknown-name',
  'odd-text',
  'no-organizer-known',
  'no-impact',
  'unknown-impact',
  'no-status',
  'unknown-status',
  'no-sequence',
  'no-objects',
  'several-objects',
  'spaces',
  'asks-answer',
  'summary-says-over',
  'stamp-after-end',
  'older-than-mail',
  'guessed-charset',
  'several-primary',
  'cut',
] as const;
export type Warning = (typeof WARNINGS)[number];

export type RemarkWord = Reason | Doubt | Warning;

/** One remark: a closed word and the raw text it is about. */
export type NoticeRemark = { readonly what: RemarkWord; readonly about?: string };

/** What a time may have meant. */
export type Meaning = { readonly zone: string; readonly ms: number };
