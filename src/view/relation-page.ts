import type { Db } from '#log/sqlite.ts';

/** Where an item stands in a relation: the sequence it was made at, and its id among those made at once. Never shown. */
export type Position = { readonly seq: number; readonly id: number };

/** Which part of a relation is asked for. `upwards` takes the oldest above `above`; answers are newest first all the same. */
export type Stretch = {
  readonly below: Position;
  readonly above: Position;
  readonly upwards: boolean;
  readonly limit: number;
};

/** A relation between an owner and items, newest last: `{table: 'block', owner: 'account_id', item: 'target_id'}`. */
export type Relation = { readonly table: string; readonly owner: string; readonly item: string };

/** Statements that page over a relation by (seq, item); an index on (owner, seq) serves them. */
export function relationPages(db: Db, { table, owner, item }: Relation) {
  const page = (order: 'ASC' | 'DESC') =>
    db.prepare<Position>(
      `SELECT seq, ${item} AS id FROM ${table} WHERE ${owner} = ?1 AND (seq, ${item}) < (?2, ?3)
       AND (seq, ${item}) > (?4, ?5) ORDER BY seq ${order}, ${item} ${order} LIMIT ?6`,
    );
  const down = page('DESC');
  const up = page('ASC');
  return (ownerId: number, { below, above, upwards, limit }: Stretch): Position[] => {
    const rows = (upwards ? up : down).all(ownerId, below.seq, below.id, above.seq, above.id, limit);
    return upwards ? rows.reverse() : rows;
  };
}
