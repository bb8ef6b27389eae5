import { giveBack, shortLived } from '#machinery/slab.ts';
import { type AccountRow, type Place, toAccount } from '#rooms/accounts/index.ts';
import type { StatusFacts } from '#rooms/statuses/facts.ts';
import { toFlags, toSharedPart } from '#rooms/statuses/mastodon.ts';
import type { SeenStatus } from '#rooms/statuses/views.ts';

/**
 * Statuses as JSON bytes. The shared part is encoded once for each version of a status and account and copied after that:
 * facts and cards are replaced when they change, so what was encoded for them goes with them.
 * Bytes, not strings: one Persian post would make the whole answer two-byte and double its cost.
 */
export type Renderer = {
  one(status: SeenStatus, viewerId: number | undefined): Uint8Array<ArrayBuffer>;
  /** The same as text. */
  text(status: SeenStatus, viewerId: number | undefined): string;
  list(statuses: readonly SeenStatus[], viewerId: number | undefined): Uint8Array<ArrayBuffer>;
  /** What is above and below a status, as Mastodon's Context. */
  context(thread: Thread, viewerId: number | undefined): Uint8Array<ArrayBuffer>;
};

type Statuses = readonly SeenStatus[];
type Thread = { readonly above: Statuses; readonly below: Statuses };

const COMMA = Buffer.from(',');
const ACCOUNT = Buffer.from(',"account":');
const NO_BOOST = Buffer.from(',"reblog":null');
const BOOST = Buffer.from(',"reblog":');
const END = Buffer.from('}');
const OPEN_LIST = Buffer.from('[');
const CLOSE_LIST = Buffer.from(']');
const ABOVE = Buffer.from('{"ancestors":');
const BELOW = Buffer.from(',"descendants":');
const TAILS = Array.from({ length: 32 }, (_, bits) =>
  Buffer.from(`,${JSON.stringify(toFlags(bits)).slice(1)}`),
);

/**
 * What a status shows without boost and flags, as it was encoded for this author's card: the first `head` bytes.
 * Behind them what most viewers get, no flags and no boost, and a comma: a page is then one copy for each status.
 */
type Encoded = {
  readonly author: AccountRow;
  readonly shared: Buffer;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly head: number;
};

export function makeRenderer(place: Place): Renderer {
  const encoded = new WeakMap<StatusFacts, Encoded>();
  const accounts = new WeakMap<AccountRow, Buffer>();

  function encode(status: SeenStatus): Encoded {
    const known = encoded.get(status.facts);
    if (known?.author === status.author) return known;
    const shared =
      known?.author.username === status.author.username
        ? known.shared
        : Buffer.from(JSON.stringify(toSharedPart(status, place)).slice(0, -1));
    const boost = status.facts.row.boostOfId === null ? NO_BOOST : BOOST;
    const head = [shared, ACCOUNT, accountPart(status.author), boost];
    const bytes = join([...head, TAILS[0]!, COMMA], Buffer.allocUnsafeSlow);
    const made = { author: status.author, shared, bytes, head: lengthOf(head) };
    encoded.set(status.facts, made);
    return made;
  }

  function accountPart(account: AccountRow): Buffer {
    const known = accounts.get(account);
    if (known) return known;
    const bytes = Buffer.from(JSON.stringify(toAccount(account, place)));
    accounts.set(account, bytes);
    return bytes;
  }

  /** The bytes of one status with a comma behind it. */
  function collect(parts: Buffer<ArrayBuffer>[], status: SeenStatus, viewerId: number | undefined): void {
    const { bytes, head } = encode(status);
    if (viewerId !== undefined && status.flags === 0 && !status.boosted) {
      parts.push(bytes);
      return;
    }
    parts.push(bytes.subarray(0, head));
    if (status.boosted) {
      collect(parts, status.boosted, viewerId);
      parts.push(withoutComma(parts.pop()!));
    }
    parts.push(viewerId === undefined ? END : TAILS[status.flags]!, COMMA);
  }

  function collectList(parts: Buffer<ArrayBuffer>[], statuses: Statuses, viewerId: number | undefined): void {
    parts.push(OPEN_LIST);
    for (const status of statuses) collect(parts, status, viewerId);
    if (statuses.length > 0) parts.push(withoutComma(parts.pop()!));
    parts.push(CLOSE_LIST);
  }

  /** The piece itself must go out, not a part of it: only so can it be given back. */
  function one(status: SeenStatus, viewerId: number | undefined): Buffer<ArrayBuffer> {
    const parts: Buffer<ArrayBuffer>[] = [];
    collect(parts, status, viewerId);
    parts.push(withoutComma(parts.pop()!));
    return join(parts);
  }

  return {
    one,
    text(status, viewerId) {
      const bytes = one(status, viewerId);
      const text = bytes.toString();
      giveBack(bytes);
      return text;
    },
    list(statuses, viewerId) {
      const parts: Buffer<ArrayBuffer>[] = [];
      collectList(parts, statuses, viewerId);
      return join(parts);
    },
    context({ above, below }, viewerId) {
      const parts: Buffer<ArrayBuffer>[] = [ABOVE];
      collectList(parts, above, viewerId);
      parts.push(BELOW);
      collectList(parts, below, viewerId);
      parts.push(END);
      return join(parts);
    },
  };
}

function withoutComma(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  return bytes.subarray(0, -1);
}

function lengthOf(parts: readonly Buffer[]): number {
  let total = 0;
  for (const part of parts) total += part.length;
  return total;
}

function join(parts: readonly Buffer[], allocate = shortLived): Buffer<ArrayBuffer> {
  const joined = allocate(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const renderers = new WeakMap<Place, Renderer>();

/** The renderer of a house; encoded parts live as long as it does. */
export function rendererOf(place: Place): Renderer {
  const known = renderers.get(place) ?? makeRenderer(place);
  renderers.set(place, known);
  return known;
}
