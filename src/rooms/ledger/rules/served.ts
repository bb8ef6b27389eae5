import { commitmentOf } from '#rooms/ledger/rules/leaf.ts';

/** A text as a server tells it. */
export type ServedText = {
  readonly name: string;
  readonly state: 'shown' | 'withheld' | 'removed';
  readonly text?: string | undefined;
  readonly salt?: string | undefined;
};
/** An entry as a server tells it: its leaf again, and the texts beside it. */
export type ServedEntry = {
  readonly index: number;
  readonly leaf: string;
  readonly texts: readonly ServedText[];
};

/** What the redaction of an entry's texts is called on the ledger. */
export const REDACTION = 'texts-redacted';

/**
 * Says what a server tells otherwise than the leaves of the signed tree: other words than those committed to, nothing of
 * them, or their removal without an entry that says so. Entries that are not signed yet are not judged.
 */
export function checkServed(served: readonly ServedEntry[], leaves: readonly string[]): string[] {
  const redacted = new Set(served.map(({ leaf }) => redactedBy(leaf)));
  return served
    .filter(({ index }) => index < leaves.length)
    .flatMap((entry) =>
      entry.leaf === leaves[entry.index]
        ? checkTexts(entry, redacted)
        : [`entry ${entry.index} is told otherwise than it was signed`],
    );
}

function checkTexts({ index, leaf, texts }: ServedEntry, redacted: ReadonlySet<unknown>): string[] {
  const told = new Map(texts.map((text) => [text.name, text]));
  const promised = Object.entries(inLeaf(leaf, 'texts'));
  const wrong = promised.flatMap(([name, commitment]) => {
    const why = whyNot(told.get(name), commitment, redacted.has(index));
    return why === undefined ? [] : [`the text "${name}" beside entry ${index} ${why}`];
  });
  const names = new Set(promised.map(([name]) => name));
  const added = texts.filter(({ name }) => !names.has(name));
  return [
    ...wrong,
    ...added.map(({ name }) => `the text "${name}" beside entry ${index} was never committed to`),
  ];
}

function whyNot(told: ServedText | undefined, commitment: unknown, isRedacted: boolean): string | undefined {
  if (!told) return 'is passed over in silence';
  if (told.state === 'withheld') return undefined;
  if (told.state === 'removed') return isRedacted ? undefined : 'is gone, and no entry says so';
  const { text, salt } = told;
  const fits = text !== undefined && salt !== undefined && commitmentOf({ text, salt }) === commitment;
  return fits ? undefined : 'is not what the entry commits to';
}

/** The index of the entry whose texts this one took away. */
function redactedBy(leaf: string): unknown {
  return parsed(leaf)['kind'] === REDACTION ? inLeaf(leaf, 'facts')['entry'] : undefined;
}

/** Says where leaves are none of ours, or older than those before them. */
export function checkLeaves(leaves: readonly string[]): string[] {
  const faults: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, leaf] of leaves.entries()) {
    const { v, at } = parsed(leaf);
    const time = v === 1 && typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (Number.isNaN(time)) faults.push(`entry ${index} cannot be read`);
    else if (time < last) faults.push(`entry ${index} is older than the one before it`);
    else last = time;
  }
  return faults;
}

function inLeaf(leaf: string, part: string): Readonly<Record<string, unknown>> {
  const value = parsed(leaf)[part];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parsed(leaf: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(leaf);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
