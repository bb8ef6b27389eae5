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
  list(statuses: readonly SeenStatus[], viewerId: number | undefined): Uint8Array<ArrayBuffer>;
};

const COMMA = Buffer.from(',');
const ACCOUNT = Buffer.from(',"account":');
const BOOST = Buffer.from(',"reblog":');
const NULL = Buffer.from('null');
const END = Buffer.from('}');
const OPEN_LIST = Buffer.from('[');
const CLOSE_LIST = Buffer.from(']');
const FLAGS = Array.from({ length: 32 }, (_, bits) =>
  Buffer.from(`,${JSON.stringify(toFlags(bits)).slice(1, -1)}`),
);

export function makeRenderer(place: Place): Renderer {
  const shared = new WeakMap<StatusFacts, { author: AccountRow; bytes: Buffer }>();
  const accounts = new WeakMap<AccountRow, Buffer>();

  function sharedPart(status: SeenStatus): Buffer {
    const known = shared.get(status.facts);
    if (known && known.author.username === status.author.username) return known.bytes;
    const bytes = Buffer.from(JSON.stringify(toSharedPart(status, place)).slice(0, -1));
    shared.set(status.facts, { author: status.author, bytes });
    return bytes;
  }

  function accountPart(account: AccountRow): Buffer {
    const known = accounts.get(account);
    if (known) return known;
    const bytes = Buffer.from(JSON.stringify(toAccount(account, place)));
    accounts.set(account, bytes);
    return bytes;
  }

  function collect(parts: Buffer[], status: SeenStatus, viewerId: number | undefined): void {
    parts.push(sharedPart(status), ACCOUNT, accountPart(status.author), BOOST);
    if (status.boosted) collect(parts, status.boosted, viewerId);
    else parts.push(NULL);
    if (viewerId !== undefined) parts.push(FLAGS[status.flags]!);
    parts.push(END);
  }

  return {
    one(status, viewerId) {
      const parts: Buffer[] = [];
      collect(parts, status, viewerId);
      return Buffer.concat(parts);
    },
    list(statuses, viewerId) {
      const parts: Buffer[] = [OPEN_LIST];
      statuses.forEach((status, i) => {
        if (i > 0) parts.push(COMMA);
        collect(parts, status, viewerId);
      });
      parts.push(CLOSE_LIST);
      return Buffer.concat(parts);
    },
  };
}

const renderers = new WeakMap<Place, Renderer>();

/** The renderer of a house; encoded parts live as long as it does. */
export function rendererOf(place: Place): Renderer {
  const known = renderers.get(place) ?? makeRenderer(place);
  renderers.set(place, known);
  return known;
}
