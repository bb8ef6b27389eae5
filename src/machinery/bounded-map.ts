/** A map bounded by total weight (bytes, or 1 each); what was used longest ago goes first. */
export type BoundedMap<K, V> = {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  clear(): void;
  values(): Iterable<V>;
  readonly size: () => number;
};

type Slot<V> = { readonly value: V; readonly weight: number; touchedAt: number };

/**
 * A use moves an entry to the young end only when it has aged by a quarter of the entries since it was last moved:
 * nearly every read is then one look-up, and an entry in use is still never among the oldest.
 */
export function boundedMap<K, V>(most: number, weigh: (value: V) => number = () => 1): BoundedMap<K, V> {
  const map = new Map<K, Slot<V>>();
  let total = 0;
  let entered = 0;
  const drop = (key: K, slot: Slot<V>) => {
    map.delete(key);
    total -= slot.weight;
  };
  return {
    get(key) {
      const slot = map.get(key);
      if (slot === undefined) return undefined;
      if (entered - slot.touchedAt > map.size >>> 2) {
        map.delete(key);
        map.set(key, slot);
        slot.touchedAt = entered;
      }
      return slot.value;
    },
    set(key, value) {
      const old = map.get(key);
      if (old !== undefined) drop(key, old);
      const slot = { value, weight: weigh(value), touchedAt: ++entered };
      map.set(key, slot);
      total += slot.weight;
      while (total > most && map.size > 1) {
        const [oldest, its] = map.entries().next().value!;
        drop(oldest, its);
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
    *values() {
      for (const slot of map.values()) yield slot.value;
    },
    size: () => map.size,
  };
}
