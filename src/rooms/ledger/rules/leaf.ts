import { sha256 } from '#values/sha256.ts';

/** A text beside a leaf: the leaf carries only SHA-256 of salt and text. The verb draws the salt: base64url, 16 bytes. */
export type SealedText = { readonly salt: string; readonly text: string };

/** Closed words, numbers, times as RFC 3339 in UTC. Never free text, since a leaf can never be taken back. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export type Leaf = {
  readonly at: number;
  readonly kind: string;
  readonly about: string;
  readonly facts: Facts;
  /** Commitments by the texts' names. */
  readonly texts: Readonly<Record<string, string>>;
};

const SEALING = 'rooftop ledger text 1\0';

/** What a leaf says of a text: `sha256:` and base64. Hiding through the salt, so that short texts cannot be guessed. */
export function commitmentOf({ salt, text }: SealedText): string {
  return `sha256:${sha256(SEALING, Buffer.from(salt, 'base64url'), text).toString('base64')}`;
}

/** A leaf as it is hashed: JSON with its names in order, in UTF-8, so that the same entry is always the same bytes. */
export function leafText({ at, kind, about, facts, texts }: Leaf): string {
  const time = new Date(at).toISOString();
  return JSON.stringify({ v: 1, at: time, kind, about, facts: inOrder(facts), texts: inOrder(texts) });
}

function inOrder<V>(record: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((name) => [name, record[name]!]),
  );
}
