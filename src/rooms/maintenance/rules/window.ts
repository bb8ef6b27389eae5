/** What planned work is about. `provider` is work of a host or carrier, `drill` is an exercise that is measured like the rest. */
export const KINDS = ['upgrade', 'migration', 'network', 'hardware', 'provider', 'drill'] as const;
export type WindowKind = (typeof KINDS)[number];

/** Parts of the server that work may touch. */
export const PARTS = ['posting', 'reading', 'streaming', 'media', 'federation', 'search'] as const;
export type Part = (typeof PARTS)[number];

/** What people are to expect, from nothing to silence. */
export const EFFECTS = ['none', 'slower', 'delayed', 'read-only', 'unreachable'] as const;
export type Effect = (typeof EFFECTS)[number];

export type WindowState = 'planned' | 'in-progress' | 'finished' | 'cancelled';

/** Planned work of the server itself. All times are milliseconds UTC. */
export type MaintenanceWindow = {
  readonly id: number;
  /** The name of the work in calendars, the same for life. */
  readonly uid: string;
  /** From 0; one more with each public change (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly kind: WindowKind;
  readonly title: string;
  readonly description: string;
  readonly parts: readonly Part[];
  readonly effect: Effect;
  readonly state: WindowState;
  readonly cancelledDuring: boolean;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Starts not before. */
  readonly earliest: number | null;
  /** Ends not after. */
  readonly latest: number | null;
  readonly startedAt: number | null;
  /** When the work ended, also when it was cancelled half way. */
  readonly finishedAt: number | null;
  /** Started and finished by the clock. */
  readonly automatic: boolean;
  /** The zone its times were typed in, an IANA name; null for UTC. */
  readonly zone: string | null;
  /** The provider's notice it answers to. */
  readonly noticeId: number | null;
  readonly createdAt: number;
  /** When its last public change was. */
  readonly changedAt: number;
  /** It was said in public that the start passed without a start. */
  readonly lateSaid: boolean;
  /** It was said in public that the end passed without an end. */
  readonly overrunSaid: boolean;
  /** The shortest time before the start at which was reminded of this slot, milliseconds; null: not yet. */
  readonly reminded: number | null;
};

/** One slot a window had. `reason` is null for the first. */
export type WindowSlot = {
  /** The window's sequence from which on it held. */
  readonly sequence: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly reason: string | null;
  /** When it was decided. */
  readonly at: number;
  /** The zone its times were typed in; null for UTC. */
  readonly zone: string | null;
  /** The local time that was meant by the start, `2009-06-16T14:00`; null when it was typed in UTC. */
  readonly localStart: string | null;
  /** Version of the time zone rules by which local times became UTC. */
  readonly tzdata: string;
};

/** What staff said of a window while it was planned, ran or was over. */
export type WindowUpdate = {
  /** The window's sequence with it. */
  readonly sequence: number;
  readonly text: string;
  readonly at: number;
};

/** Something public happened to a window. */
export type WindowDeed =
  | 'planned'
  | 'moved'
  | 'started'
  | 'finished'
  | 'cancelled'
  | 'updated'
  | 'bounded'
  | 'late'
  | 'overrun'
  | 'measured';

export function isOpen(window: Pick<MaintenanceWindow, 'state'>): boolean {
  return window.state === 'planned' || window.state === 'in-progress';
}
