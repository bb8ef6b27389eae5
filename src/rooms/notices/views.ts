import { MESSAGES_MOST } from '#rooms/notices/keep-message.ts';
import { LINKS_MOST } from '#rooms/notices/link-notices.ts';
import { type MessageRow, messageStore, rawStore } from '#rooms/notices/message-store.ts';
import { harmsOf } from '#rooms/notices/rules/same-harm.ts';
import type { CurrentWindow } from '#rooms/notices/rules/standing.ts';
import { type NoticeRow, noticeStore } from '#rooms/notices/store.ts';
import type { View } from '#view/reader.ts';

export const NOTICES_MOST = 500;
const SHOWN_MOST = 200;

/** One window of a provider's work, as it is accepted now. */
export type CurrentNotice = CurrentWindow & {
  readonly noticeId: number;
  /** The notices that tell of one harm have this in common: count each once. */
  readonly harm: number;
  /** Messages about it wait for a person: it may be other than it seems. */
  readonly waiting: number;
};

type Reading = Pick<View, 'of'>;

/** The windows of notices that end after a moment, by their start; all that are known with 0. Replaced ones are left out. */
export function currentNotices(view: Reading, afterMs = 0): readonly CurrentNotice[] {
  const store = view.of(noticeStore);
  return flat(view, afterMs > 0 ? store.endingAfter(afterMs, NOTICES_MOST) : store.latest(NOTICES_MOST))
    .filter(({ endsAt }) => endsAt >= afterMs)
    .toSorted((a, b) => a.startsAt - b.startsAt || a.noticeId - b.noticeId);
}

function flat(view: Reading, rows: readonly NoticeRow[]): readonly CurrentNotice[] {
  const links = view.of(noticeStore).links(LINKS_MOST);
  const replaced = new Set(links.filter(({ kind }) => kind === 'replaces').map(({ otherId }) => otherId));
  const known = rows.flatMap(({ id, windows }) =>
    windows.map(({ maintenanceIds, startsAt, endsAt }) => ({ id, maintenanceIds, startsAt, endsAt })),
  );
  const harms = harmsOf(known, links);
  return rows
    .filter(({ id }) => !replaced.has(id))
    .flatMap(({ id, windows, waiting }) =>
      windows.map((window) => ({ ...window, noticeId: id, harm: harms.get(id) ?? id, waiting })),
    );
}

/** Windows of notices that overlap a span and are not cancelled or over; for somebody who plans work of our own. */
export function noticesDuring(view: Reading, startMs: number, endMs: number): readonly CurrentNotice[] {
  return currentNotices(view, startMs).filter(
    ({ startsAt, endsAt, status }) =>
      startsAt < endMs && endsAt > startMs && status !== 'CANCELLED' && status !== 'COMPLETED',
  );
}

export type SeenNotice = {
  readonly id: number;
  readonly windows: readonly CurrentNotice[];
  readonly messages: readonly MessageRow[];
};

/** A notice with all messages about it, oldest first. */
export function seeNotice(view: Reading, id: number): SeenNotice | undefined {
  const row = view.of(noticeStore).byId(id);
  if (!row) return undefined;
  return { id, windows: flat(view, [row]), messages: view.of(messageStore).ofNotice(id, MESSAGES_MOST) };
}

/** Messages that wait for a person, the newest first. */
export function waitingMessages(view: Reading): readonly MessageRow[] {
  const store = view.of(messageStore);
  const all = (['quarantined', 'conflict', 'doubtful', 'reopens'] as const).flatMap((standing) =>
    store.inStanding(standing, SHOWN_MOST),
  );
  return all.toSorted((a, b) => b.receivedAt - a.receivedAt || a.id - b.id).slice(0, SHOWN_MOST);
}

/** A message with the text it came in, while that is kept. */
export function seeMessage(
  view: Reading,
  id: number,
): { readonly message: MessageRow; readonly raw: string | undefined } | undefined {
  const message = view.of(messageStore).byId(id);
  return message && { message, raw: view.of(rawStore).get(message.rawHash) };
}
