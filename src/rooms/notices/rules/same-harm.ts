type Known = {
  readonly id: number;
  readonly maintenanceIds: readonly string[];
  readonly startsAt: number;
  readonly endsAt: number;
};
type Link = { readonly noticeId: number; readonly otherId: number; readonly kind: string };

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * Which notices tell of one harm, each by the lowest id among them: those a person has linked, and those that carry the same
 * maintenance id at the same time, since a reseller repeats its supplier's id beside its own. One harm is counted once.
 */
export function harmsOf(notices: readonly Known[], links: readonly Link[]): ReadonlyMap<number, number> {
  const parent = new Map(notices.map(({ id }) => [id, id]));
  const rootOf = (id: number): number => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root)!;
    parent.set(id, root);
    return root;
  };
  const join = (a: number, b: number) => {
    if (!parent.has(a) || !parent.has(b)) return;
    const [low, high] = [rootOf(a), rootOf(b)].toSorted((x, y) => x - y) as [number, number];
    parent.set(high, low);
  };
  for (const { noticeId, otherId } of links) join(noticeId, otherId);
  const byName = Map.groupBy(
    notices.flatMap((one) => one.maintenanceIds.map((name) => ({ name: plain(name), one }))),
    ({ name }) => name,
  );
  for (const group of byName.values()) {
    const sorted = group.map(({ one }) => one).toSorted((a, b) => a.startsAt - b.startsAt);
    for (const [i, one] of sorted.slice(1).entries())
      if (one.startsAt < sorted[i]!.endsAt) join(sorted[i]!.id, one.id);
  }
  return new Map(notices.map(({ id }) => [id, rootOf(id)]));
}
