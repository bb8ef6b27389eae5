import {
  type WrittenEvent,
  type WrittenProperty,
  writeCalendar,
} from '#machinery/icalendar/write-calendar.ts';
import type { Impact, Status } from '#rooms/notices/rules/words.ts';

/** Work of our own, as it is to be told to those who read X-MAINTNOTE. Times are milliseconds UTC. */
export type OwnWork = {
  readonly uid: string;
  readonly sequence: number;
  readonly stampMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly lastModifiedMs?: number;
  readonly title: string;
  readonly description?: string;
  readonly url?: string;
  /** Our domain. */
  readonly provider: string;
  /** Whom it is for; `public` when for everybody. */
  readonly account?: string;
  readonly maintenanceId: string;
  /** Parts of the server that are affected. */
  readonly objects: readonly string[];
  readonly impact: Impact;
  readonly status: Status;
  /** A mailto: or https: address that answers. */
  readonly organizer: string;
};

/** iCalendar has three words only; work under way or done is as certain as it gets. */
const PLAIN_STATUS: Readonly<Record<Status, NonNullable<WrittenEvent['status']>>> = {
  TENTATIVE: 'TENTATIVE',
  CONFIRMED: 'CONFIRMED',
  CANCELLED: 'CANCELLED',
  'IN-PROCESS': 'CONFIRMED',
  COMPLETED: 'CONFIRMED',
};

/** The event of our own work with its X-MAINTNOTE properties, to stand among others in a calendar. Pure. */
export function ownNoticeEvent(work: OwnWork): WrittenEvent {
  const { uid, sequence, stampMs, startMs, endMs, lastModifiedMs, title, description, url } = work;
  const x = (name: string, text: string): WrittenProperty => ({ name: `X-MAINTNOTE-${name}`, text });
  return {
    ...{ uid, sequence, stampMs, startMs, endMs, summary: title, status: PLAIN_STATUS[work.status] },
    ...(lastModifiedMs !== undefined && { lastModifiedMs }),
    ...(description !== undefined && { description }),
    ...(url !== undefined && { url }),
    more: [
      { name: 'ORGANIZER', value: work.organizer },
      x('PROVIDER', work.provider),
      x('ACCOUNT', work.account ?? 'public'),
      x('MAINTENANCE-ID', work.maintenanceId),
      ...work.objects.map((one) => x('OBJECT-ID', one)),
      x('IMPACT', work.impact),
      x('STATUS', work.status),
    ],
  };
}

/** The whole X-MAINTNOTE calendar of one piece of our own work. Pure. */
export function ownNotice(work: OwnWork): string {
  return writeCalendar([ownNoticeEvent(work)]);
}
