import { hash } from 'node:crypto';
import type { Draft, Entry, Head } from '#log/port.ts';

/** What stands before the first entry. */
export const ZERO: Head = { seq: 0, at: 0, hash: '0'.repeat(64) };

/** Gives drafts their places: next sequences, never-decreasing times, hashes over everything before. */
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

function link(previous: Head, { id, kind, body }: Draft, nowMs: number): Entry {
  const place = { seq: previous.seq + 1, at: Math.max(previous.at, Math.floor(nowMs)) };
  const unsealed = { id, kind, body, ...place };
  return { ...unsealed, hash: hashAfter(previous.hash, unsealed) };
}

/** Whether an entry is the one that was written after the entry with this hash. */
export function follows(previousHash: string, entry: Entry): boolean {
  return hashAfter(previousHash, entry) === entry.hash;
}

function hashAfter(previousHash: string, { seq, at, kind, id, body }: Omit<Entry, 'hash'>): string {
  return hash('sha256', `${previousHash}\n${seq}\n${at}\n${kind}\n${id}\n${body}`);
}
