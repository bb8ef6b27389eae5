import { hash } from 'node:crypto';
import type { Draft, Entry, Head } from '#log/port.ts';

/** What stands before the first entry. */
export const ZERO: Head = { seq: 0, at: 0, hash: '0'.repeat(64) };

/** Gives a draft its place: next sequence, never-decreasing time, hash over everything before it. */
export function link(previous: Head, draft: Draft, nowMs: number): Entry {
  const seq = previous.seq + 1;
  const at = Math.max(previous.at, Math.floor(nowMs));
  const text = `${previous.hash}\n${seq}\n${at}\n${draft.kind}\n${draft.id}\n${draft.body}`;
  return { ...draft, seq, at, hash: hash('sha256', text) };
}

export function linkAll(head: Head, drafts: readonly Draft[], nowMs: number): Entry[] {
  const entries: Entry[] = [];
  let previous = head;
  for (const draft of drafts) {
    const entry = link(previous, draft, nowMs);
    entries.push(entry);
    previous = entry;
  }
  return entries;
}
