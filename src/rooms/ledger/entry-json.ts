import type { LedgerEntry } from '#rooms/ledger/views.ts';
import { iso } from '#values/time.ts';

/** An entry as programs read it. `leaf` is the text that is hashed; the rest repeats it, with the texts beside it. */
export function toEntryJson({ index, at, kind, about, facts, texts, leaf }: LedgerEntry) {
  return { index, at: iso(at), kind, about, facts, texts, leaf };
}
