/** Listeners by what they listen to, so that whatever happens is looked at once and finds its listeners without a search. */
export type Switchboard<K extends string, L> = {
  plug(kind: K, key: string | number, listener: L): void;
  unplug(kind: K, key: string | number, listener: L): void;
  at(kind: K, key: string | number): Iterable<L>;
  /** Keys of this kind that anybody listens to. */
  keys(kind: K): Iterable<string | number>;
};

export function makeSwitchboard<K extends string, L>(): Switchboard<K, L> {
  const kinds = new Map<K, Map<string | number, Set<L>>>();
  const keysOf = (kind: K) => kinds.get(kind) ?? new Map<string | number, Set<L>>();
  return {
    plug(kind, key, listener) {
      const keys = keysOf(kind);
      kinds.set(kind, keys);
      const listeners = keys.get(key) ?? new Set();
      keys.set(key, listeners);
      listeners.add(listener);
    },
    unplug(kind, key, listener) {
      const keys = keysOf(kind);
      const listeners = keys.get(key);
      listeners?.delete(listener);
      if (listeners?.size === 0) keys.delete(key);
    },
    at: (kind, key) => keysOf(kind).get(key) ?? [],
    keys: (kind) => keysOf(kind).keys(),
  };
}
