import type { Facts } from '#rooms/ledger/rules/leaf.ts';
import { type EntryRow, ledgerStore } from '#rooms/ledger/store.ts';
import type { ApplyContext } from '#view/command.ts';
import type { View } from '#view/reader.ts';

const ABOUT_MOST = 500;

/** A text as the public may see it: withheld until it is released, removed for good, or there with its salt. */
export type ShownText = {
  readonly name: string;
  readonly commitment: string;
  readonly state: 'shown' | 'withheld' | 'removed';
  readonly text?: string;
  readonly salt?: string;
};

export type LedgerEntry = {
  readonly index: number;
  readonly at: number;
  readonly kind: string;
  readonly about: string;
  readonly facts: Facts;
  readonly leaf: string;
  readonly shown: boolean;
  readonly texts: readonly ShownText[];
};

type Store = ReturnType<typeof ledgerStore>;

/** The entries about one thing, oldest first, at most 500. */
export function entriesAbout(view: View, about: string): readonly LedgerEntry[] {
  const store = view.of(ledgerStore);
  return store.about(about, ABOUT_MOST).map((row) => toEntry(store, row));
}

/** One entry, for apply. */
export function entryAt(ctx: ApplyContext, index: number): LedgerEntry | undefined {
  return find(ctx.of(ledgerStore), index);
}

export function seeEntry(view: View, index: number): LedgerEntry | undefined {
  return find(view.of(ledgerStore), index);
}

/** Entries before an index, newest first. */
export function entriesBefore(view: View, index: number, limit: number): readonly LedgerEntry[] {
  const store = view.of(ledgerStore);
  return store.before(index, limit).map((row) => toEntry(store, row));
}

/** Entries from an index on, oldest first. */
export function entriesFrom(view: View, index: number, limit: number): readonly LedgerEntry[] {
  const store = view.of(ledgerStore);
  return store.from(index, limit).map((row) => toEntry(store, row));
}

function find(store: Store, index: number): LedgerEntry | undefined {
  const row = store.byIndex(index);
  return row && toEntry(store, row);
}

function toEntry(store: Store, { idx, facts, shown, ...row }: EntryRow): LedgerEntry {
  const texts = store.texts(idx).map(({ name, commitment, text, salt }): ShownText => {
    if (text === null || salt === null) return { name, commitment, state: 'removed' };
    return shown === 1
      ? { name, commitment, state: 'shown', text, salt }
      : { name, commitment, state: 'withheld' };
  });
  return { ...row, index: idx, facts: JSON.parse(facts) as Facts, shown: shown === 1, texts };
}
