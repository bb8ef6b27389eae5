import { boundedMap } from '#machinery/bounded-map.ts';
import { type AccountRow, accountCards } from '#rooms/accounts/index.ts';
import { type MediaRow, mediaChanged, mediaStore } from '#rooms/media/index.ts';
import { statusCounted, statusDeleted, statusEdited, statusPosted } from '#rooms/statuses/events.ts';
import type { GateFacts } from '#rooms/statuses/rules/visibility.ts';
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

/** A status with its people and what it boosts, as nobody in particular sees it. The author is a card of now. */
export type WholeStatus = {
  readonly facts: StatusFacts;
  readonly author: AccountRow;
  readonly mentioned: readonly AccountRow[];
  readonly boosted: WholeStatus | undefined;
  readonly flags: number;
  readonly gate: GateFacts;
};

type Held = { readonly facts: StatusFacts; whole: WholeStatus | undefined };

/** Facts by status id, in memory, bounded by bytes, mended by events. A cache behind the gate, never around it. */
export function statusFacts(view: View) {
  const cache = boundedMap<number, Held>(BYTES_MOST, bytesOf);
  const forget = ({ id }: { readonly id: number }) => cache.delete(id);
  view.on(statusEdited, forget);
  view.on(statusDeleted, forget);
  view.on(statusCounted, forget);
  view.on(mediaChanged, ({ statusId }) => statusId && cache.delete(statusId));
  view.on(statusPosted, (posted) => {
    if (posted.replyToId) cache.delete(posted.replyToId);
    if (posted.boostOfId) cache.delete(posted.boostOfId);
  });
  view.on(statusDeleted, (gone) => {
    if (gone.replyToId) cache.delete(gone.replyToId);
    if (gone.boostOfId) cache.delete(gone.boostOfId);
  });
  view.onGap(() => cache.clear());

  function byIds(ids: Iterable<number>): Map<number, Held> {
    const found = new Map<number, Held>();
    const lacking: number[] = [];
    for (const id of ids) {
      const held = cache.get(id);
      if (held) found.set(id, held);
      else lacking.push(id);
    }
    for (const facts of load(view, lacking)) {
      const held = { facts, whole: undefined };
      cache.set(facts.row.id, held);
      found.set(facts.row.id, held);
    }
    return found;
  }
  return { byIds, get: cache.get };
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

function bytesOf({ facts }: Held): number {
  return 2_000 + 6 * (facts.row.text.length + facts.row.html.length);
}

/**
 * Whole statuses in the order asked, without those that are not there, before the gate: for the gate's own use.
 * What was put together once is used again until a part of it was replaced; the rest takes a fixed number of queries.
 */
export function wholeStatuses(view: View, ids: readonly number[]): WholeStatus[] {
  const cache = view.keep(statusFacts);
  const cards = view.keep(accountCards);
  const isCurrent = (whole: WholeStatus): boolean =>
    cards.get(whole.author.id) === whole.author &&
    whole.mentioned.every((account) => cards.get(account.id) === account) &&
    (!whole.boosted ||
      (cache.get(whole.boosted.facts.row.id)?.facts === whole.boosted.facts && isCurrent(whole.boosted)));
  const found: (WholeStatus | undefined)[] = [];
  const stale: number[] = [];
  for (const id of ids) {
    const whole = cache.get(id)?.whole;
    const current = whole && isCurrent(whole) ? whole : undefined;
    if (!current) stale.push(id);
    found.push(current);
  }
  if (stale.length === 0) return found as WholeStatus[];
  const fresh = assembleAll(view, stale);
  return ids.flatMap((id, i) => found[i] ?? fresh.get(id) ?? []);
}

function assembleAll(view: View, ids: readonly number[]): Map<number, WholeStatus> {
  const cache = view.keep(statusFacts);
  const own = cache.byIds(ids);
  const boosted = cache.byIds([...own.values()].flatMap(({ facts }) => facts.row.boostOfId ?? []));
  const people = view.keep(accountCards).byIds(peopleOf([...own.values(), ...boosted.values()]));
  const whole = new Map<number, WholeStatus>();
  for (const [id, held] of own) {
    const { boostOfId } = held.facts.row;
    const target = boostOfId === null ? undefined : boosted.get(boostOfId);
    const inner = target && assemble(target.facts, people, undefined);
    held.whole = boostOfId !== null && !inner ? undefined : assemble(held.facts, people, inner);
    if (held.whole) whole.set(id, held.whole);
  }
  return whole;
}

function* peopleOf(all: readonly Held[]): Iterable<number> {
  for (const { facts } of all) {
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
  const { mentionedIds } = facts;
  const mentioned = mentionedIds.flatMap((id) => people.get(id) ?? []);
  const { visibility } = facts.row;
  const gate = { authorId: author.id, authorState: author.state, visibility, mentionedIds };
  return { facts, author, mentioned, boosted, flags: 0, gate };
}
