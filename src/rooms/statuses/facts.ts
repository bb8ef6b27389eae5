import { boundedMap } from '#machinery/bounded-map.ts';
import { type AccountRow, accountCards } from '#rooms/accounts/index.ts';
import { type MediaRow, mediaChanged, mediaStore } from '#rooms/media/index.ts';
import { statusCounted, statusDeleted, statusEdited, statusPosted } from '#rooms/statuses/events.ts';
import { type StatusRow, type StatusStat, type StatusTag, statusStore } from '#rooms/statuses/store.ts';
import type { View } from '#view/reader.ts';

const BYTES_MOST = 64 * 1024 * 1024;

/** Everything about a status that does not depend on who looks. Replaced, never changed, when it changes. */
export type StatusFacts = {
  readonly row: StatusRow & StatusStat;
  readonly media: readonly MediaRow[];
  readonly mentionedIds: readonly number[];
  readonly tags: readonly StatusTag[];
};

/** A status with its people and what it boosts. The author is a card of now. */
export type WholeStatus = {
  readonly facts: StatusFacts;
  readonly author: AccountRow;
  readonly mentioned: readonly AccountRow[];
  readonly boosted: WholeStatus | undefined;
};

/** Facts by status id, in memory, bounded by bytes, mended by events. A cache behind the gate, never around it. */
export function statusFacts(view: View) {
  const cache = boundedMap<number, StatusFacts>(BYTES_MOST, bytesOf);
  const forget = ({ id }: { readonly id: number }) => cache.delete(id);
  view.on(statusEdited, forget);
  view.on(statusDeleted, forget);
  view.on(statusCounted, forget);
  view.on(mediaChanged, ({ statusId }) => statusId && cache.delete(statusId));
  view.on(statusPosted, (posted) => {
    if (posted.replyToId) cache.delete(posted.replyToId);
    if (posted.boostOfId) cache.delete(posted.boostOfId);
    view.keep(accountCards).counted(posted.accountId, posted.authorStatuses);
  });
  view.on(statusDeleted, (gone) => {
    if (gone.replyToId) cache.delete(gone.replyToId);
    if (gone.boostOfId) cache.delete(gone.boostOfId);
    view.keep(accountCards).counted(gone.accountId, gone.authorStatuses);
  });
  view.onGap(() => cache.clear());

  function byIds(ids: Iterable<number>): Map<number, StatusFacts> {
    const found = new Map<number, StatusFacts>();
    const lacking: number[] = [];
    for (const id of ids) {
      const facts = cache.get(id);
      if (facts) found.set(id, facts);
      else lacking.push(id);
    }
    for (const facts of load(view, lacking)) {
      cache.set(facts.row.id, facts);
      found.set(facts.row.id, facts);
    }
    return found;
  }
  return { byIds };
}

function load(view: View, ids: readonly number[]): StatusFacts[] {
  if (ids.length === 0) return [];
  const store = view.of(statusStore);
  const list = JSON.stringify(ids);
  const rows = store.byIds(list);
  const media = Map.groupBy(view.of(mediaStore).ofStatuses(list), (m) => m.statusId);
  const mentions = Map.groupBy(store.mentionsOf(list), (m) => m.statusId);
  const tags = Map.groupBy(store.tagsOf(list), (t) => t.statusId);
  return rows.map((row) => ({
    row,
    media: media.get(row.id) ?? [],
    mentionedIds: (mentions.get(row.id) ?? []).map((m) => m.accountId),
    tags: tags.get(row.id) ?? [],
  }));
}

function bytesOf(facts: StatusFacts): number {
  return 2_000 + 6 * (facts.row.text.length + facts.row.html.length);
}

/** Whole statuses by id, in a fixed number of queries, before the gate: for the gate's own use. */
export function wholeStatuses(view: View, ids: readonly number[]): Map<number, WholeStatus> {
  const cache = view.keep(statusFacts);
  const own = cache.byIds(ids);
  const boostedIds = [...own.values()].flatMap((f) => (f.row.boostOfId === null ? [] : [f.row.boostOfId]));
  const boosted = boostedIds.length > 0 ? cache.byIds(boostedIds) : new Map<number, StatusFacts>();
  const people = view.keep(accountCards).byIds(peopleOf([...own.values(), ...boosted.values()]));
  const whole = new Map<number, WholeStatus>();
  for (const [id, facts] of own) {
    const target = facts.row.boostOfId === null ? undefined : boosted.get(facts.row.boostOfId);
    if (facts.row.boostOfId !== null && !target) continue;
    const inner = target && assemble(target, people, undefined);
    if (target && !inner) continue;
    const status = assemble(facts, people, inner);
    if (status) whole.set(id, status);
  }
  return whole;
}

function* peopleOf(all: readonly StatusFacts[]): Iterable<number> {
  for (const facts of all) {
    yield facts.row.accountId;
    yield* facts.mentionedIds;
  }
}

function assemble(
  facts: StatusFacts,
  people: ReadonlyMap<number, AccountRow>,
  boosted: WholeStatus | undefined,
): WholeStatus | undefined {
  const author = people.get(facts.row.accountId);
  if (!author) return undefined;
  const mentioned = facts.mentionedIds.flatMap((id) => people.get(id) ?? []);
  return { facts, author, mentioned, boosted };
}
