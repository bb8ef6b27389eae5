/** A map bounded by total weight (bytes, or 1 each); what was used longest ago goes first. */
export type BoundedMap<K, V> = {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  clear(): void;
  values(): Iterable<V>;
  readonly size: () => number;
};

export function boundedMap<K, V>(most: number, weigh: (value: V) => number = () => 1): BoundedMap<K, V> {
  const map = new Map<K, V>();
  let total = 0;
  const drop = (key: K, value: V) => {
    map.delete(key);
    total -= weigh(value);
  };
  return {
    get(key) {
      const value = map.get(key);
      if (value === undefined) return undefined;
      map.delete(key);
      map.set(key, value);
      return value;
    },
    set(key, value) {
      const old = map.get(key);
      if (old !== undefined) drop(key, old);
      map.set(key, value);
      total += weigh(value);
      while (total > most && map.size > 1) {
        const [oldest, weight] = map.entries().next().value!;
        drop(oldest, weight);
      }
    },
    delete(key) {
      const old = map.get(key);
      if (old !== undefined) drop(key, old);
    },
    clear() {
      map.clear();
      total = 0;
    },
    values: () => map.values(),
    size: () => map.size,
  };
}
