import { type MaintenanceWindow, seeWindow, windows } from '#rooms/maintenance/index.ts';
import { type AnswerRow, answerStore } from '#rooms/requests/answer-store.ts';
import { deadlineStore } from '#rooms/requests/deadline-store.ts';
import { type PetitionRow, petitionStore } from '#rooms/requests/petition-store.ts';
import { conflictsOf } from '#rooms/requests/rules/conflicts.ts';
import type { TextName } from '#rooms/requests/rules/words.ts';
import { type RequestRow, requestStore } from '#rooms/requests/store.ts';
import { textStore } from '#rooms/requests/text-store.ts';
import type { View } from '#view/reader.ts';

/** Requests of one page, and how many about the same windows are looked at for conflicts. */
export const PAGE_MOST = 100;
const ABOUT_MOST = 1_000;

/** A request as everybody may see it: its words are there only when they are public. */
export type SeenRequest = {
  readonly row: RequestRow;
  readonly words: Readonly<Partial<Record<TextName, string>>> | undefined;
  readonly window: MaintenanceWindow | undefined;
  /** Until when its provider lets the window be changed, milliseconds. */
  readonly deadline: number | undefined;
  /** The latest last. */
  readonly answers: readonly AnswerRow[];
  /** Only those whose words are public are counted. */
  readonly petition: PetitionRow | undefined;
  /** Numbers of requests that want the opposite of the same window. */
  readonly conflicts: readonly number[];
};

export type Stretch =
  | { readonly before: number; readonly limit: number }
  | { readonly after: number; readonly limit: number };

/** A stretch of the queue, in order of arrival. */
export function seeRequests(view: View, stretch: Stretch): readonly SeenRequest[] {
  const store = view.of(requestStore);
  const limit = Math.min(stretch.limit, PAGE_MOST);
  return see(
    view,
    'after' in stretch ? store.after(stretch.after, limit) : store.before(stretch.before, limit),
  );
}

export function seeRequest(view: View, number: number): SeenRequest | undefined {
  const row = view.of(requestStore).byNumber(number);
  return row && see(view, [row])[0];
}

/** Everything about some requests, in a fixed number of queries. */
function see(view: View, rows: readonly RequestRow[]): SeenRequest[] {
  const numbers = rows.map(({ number }) => number);
  const open = rows.filter(({ publication }) => publication === 'released').map(({ number }) => number);
  const words = Map.groupBy(view.of(textStore).of(open), ({ number }) => number);
  const answers = Map.groupBy(view.of(answerStore).of(numbers), ({ number }) => number);
  const petitions = new Map(
    view
      .of(petitionStore)
      .of(open)
      .map((one) => [one.number, one]),
  );
  const windowIds = [...new Set(rows.flatMap(({ windowId }) => windowId ?? []))];
  const about = windowsOf(view, windowIds);
  const deadlines = new Map(
    view
      .of(deadlineStore)
      .ofAll(windowIds)
      .map(({ windowId, at }) => [windowId, at]),
  );
  const beside = view.of(requestStore).about(windowIds, ABOUT_MOST);
  return rows.map((row) => ({
    row,
    words: words.has(row.number) ? asWords(words.get(row.number)!) : undefined,
    window: row.windowId === null ? undefined : about.get(row.windowId),
    deadline: row.windowId === null ? undefined : deadlines.get(row.windowId),
    answers: answers.get(row.number) ?? [],
    petition: petitions.get(row.number),
    conflicts: conflictsOf(row, beside),
  }));
}

/** Windows of old are not in memory; nobody asks about many of them. */
function windowsOf(view: View, ids: readonly number[]): ReadonlyMap<number, MaintenanceWindow> {
  const known = new Map(windows(view).map((one) => [one.id, one]));
  const found = ids.map((id) => known.get(id) ?? seeWindow(view, id)?.window);
  return new Map(found.flatMap((one) => (one ? [[one.id, one] as const] : [])));
}

function asWords(texts: readonly { readonly name: TextName; readonly text: string }[]) {
  return Object.fromEntries(texts.map(({ name, text }) => [name, text])) as SeenRequest['words'];
}
