import { Refusal } from '#values/refusal.ts';

const KEYS_MOST = 50_000;

/** So many uses in a time, counted for each address or each account. */
export type Limit = {
  readonly name: string;
  readonly most: number;
  readonly perMs: number;
  readonly by: 'address' | 'account';
};

/** Counts in memory, in fixed windows; nothing of it is ever written. Bounded: when full, the oldest window goes. */
export type Limits = {
  /** Counts one use. Throws `too-many` with the seconds to wait when the window is used up. */
  take(limit: Limit, key: string): { readonly left: number; readonly resetAt: number };
  /** Takes one use back, for what should count only when it failed. Counting first holds against a crowd at once. */
  giveBack(limit: Limit, key: string): void;
};

export function makeLimits(now: () => number): Limits {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    take(limit, key) {
      const name = `${limit.name} ${key}`;
      const at = now();
      let window = windows.get(name);
      if (!window || window.endsAt <= at || window.endsAt > at + limit.perMs) {
        windows.delete(name);
        if (windows.size >= KEYS_MOST) windows.delete(windows.keys().next().value!);
        window = { count: 0, endsAt: at + limit.perMs };
        windows.set(name, window);
      }
      window.count++;
      if (window.count > limit.most)
        throw new Refusal('too-many', 'Too many requests', undefined, Math.ceil((window.endsAt - at) / 1000));
      return { left: limit.most - window.count, resetAt: window.endsAt };
    },
    giveBack(limit, key) {
      const window = windows.get(`${limit.name} ${key}`);
      if (window && window.count > 0) window.count--;
    },
  };
}

/** One key for everyone behind one line: an IPv4 address, or an IPv6 /64. */
export function addressKey(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!bare.includes(':')) return bare;
  const [head, tail] = bare.split('%')[0]!.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const middle =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return `${[...front, ...middle, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`;
}
