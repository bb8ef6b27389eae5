import { type Db, transaction } from '#log/sqlite.ts';
import { indexStore, type Progress } from '#rooms/search/index-store.ts';
import { marksOf } from '#rooms/search/rules/match.ts';
import { type IndexedEvent, type IndexedRow, sourceStore } from '#rooms/search/store.ts';
import { statusDeleted, statusEdited, statusesImported, statusPosted } from '#rooms/statuses/index.ts';
import { foldText } from '#values/fold.ts';
import { htmlToText } from '#values/html.ts';
import { positionStore } from '#view/position.ts';
import type { View } from '#view/reader.ts';

const EVENTS_MOST = 2_000;
const REBUILT_AT_ONCE = 500;
const NOTHING_LEFT = 0;
const KINDS = JSON.stringify(
  [statusPosted, statusEdited, statusDeleted, statusesImported].map((event) => event.kind),
);

/**
 * Brings the index nearer to its view by one step; true when there is more to do. It follows the view's events with a sequence of its
 * own, and is made anew, newest posts first, when it belongs to another log or events it lacks are gone.
 */
export function feedIndex(view: View, index: Db): boolean {
  const position = view.of(positionStore).get();
  if (!position) return false;
  const store = index.of(indexStore);
  const progress = store.progress();
  if (!progress || isLost(view, progress, position)) {
    transaction(index, () => {
      store.clear();
      store.setProgress({ epoch: position.epoch, seq: position.seq, rebuiltBelow: Number.MAX_SAFE_INTEGER });
    });
    return true;
  }
  const followed = follow(view, index, progress, position.seq);
  return progress.rebuiltBelow === NOTHING_LEFT ? followed : rebuild(view, index) || followed;
}

/** Whether the index belongs to another history, or events that it lacks have been pruned. */
function isLost(
  view: View,
  progress: Progress,
  position: { readonly epoch: string; readonly seq: number },
): boolean {
  if (progress.epoch !== position.epoch || progress.seq > position.seq) return true;
  return progress.seq < view.of(positionStore).reach().pruned;
}

function follow(view: View, index: Db, progress: Progress, upTo: number): boolean {
  const events = view.of(sourceStore).events(progress.seq, upTo, KINDS, EVENTS_MOST);
  const whole = events.length < EVENTS_MOST;
  const reached = whole ? upTo : events.at(-1)!.seq - 1;
  const taken = events.filter((event) => event.seq <= reached);
  const deleted = new Set(taken.filter((e) => e.kind === statusDeleted.kind).flatMap(idsIn));
  const rows = view.of(sourceStore).byIds([...new Set(taken.flatMap(idsIn))]);
  if (taken.length === 0 && reached === progress.seq) return false;
  transaction(index, () => {
    const store = index.of(indexStore);
    for (const id of deleted) store.remove(id);
    for (const row of rows) put(index, row);
    store.setProgress({ ...progress, seq: reached });
  });
  return !whole;
}

function rebuild(view: View, index: Db): boolean {
  const store = index.of(indexStore);
  const progress = store.progress()!;
  const rows = view.of(sourceStore).below(progress.rebuiltBelow, REBUILT_AT_ONCE);
  transaction(index, () => {
    for (const row of rows) put(index, row);
    const lowest = rows.length < REBUILT_AT_ONCE ? NOTHING_LEFT : rows.at(-1)!.id;
    store.setProgress({ ...progress, rebuiltBelow: lowest });
  });
  return rows.length === REBUILT_AT_ONCE;
}

function idsIn(event: IndexedEvent): number[] {
  const body = JSON.parse(event.body) as { readonly id?: number; readonly ids?: readonly number[] };
  return body.ids ? [...body.ids] : body.id === undefined ? [] : [body.id];
}

function put(index: Db, row: IndexedRow): void {
  const text = row.text === '' ? htmlToText(row.html) : row.text;
  const marks = marksOf({
    authorId: row.accountId,
    isPublic: row.visibility === 0,
    mentionedIds: JSON.parse(row.mentioned) as number[],
    language: row.language,
    media: [...new Set(JSON.parse(row.media) as string[])],
    isReply: row.replyToId !== null,
    sensitive: row.sensitive === 1,
    hasLink: /https?:\/\//.test(text),
  });
  index.of(indexStore).put(row.id, foldText(`${row.spoiler} ${text} ${row.descriptions}`), marks);
}
