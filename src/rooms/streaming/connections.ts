import type { Caller } from '#machinery/http/caller.ts';
import { addressKey } from '#machinery/http/limits.ts';
import type { Ending, Outlet } from '#machinery/streaming/outlet.ts';
import type { Listener } from '#rooms/streaming/listener.ts';
import { Refusal } from '#values/refusal.ts';

export const CONNECTIONS_MOST = 20_000;
/** Of one account, or of one address for those without an account. */
export const CONNECTIONS_OF_ONE_MOST = 1_024;

/** One socket or event stream with what it listens to. */
export type Connection = {
  readonly caller: Caller;
  readonly outlet: Outlet;
  readonly owner: string;
  readonly listeners: Map<string, Listener>;
};

/** The open connections of a process, counted by whose they are. */
export function makeConnections() {
  const all = new Set<Connection>();
  const counts = new Map<string, number>();

  function count(owner: string, by: 1 | -1): void {
    const total = (counts.get(owner) ?? 0) + by;
    if (total > 0) counts.set(owner, total);
    else counts.delete(owner);
  }

  return {
    /** Throws `too-many` when there are too many, in all or of this caller. */
    add(caller: Caller, address: string, outlet: Outlet): Connection {
      const owner = caller.accountId === undefined ? addressKey(address) : String(caller.accountId);
      if (all.size >= CONNECTIONS_MOST || (counts.get(owner) ?? 0) >= CONNECTIONS_OF_ONE_MOST)
        throw new Refusal('too-many', 'Too many streams are open');
      const connection = { caller, outlet, owner, listeners: new Map<string, Listener>() };
      all.add(connection);
      count(owner, 1);
      return connection;
    },
    /** False when it was not open any more. */
    remove(connection: Connection): boolean {
      const was = all.delete(connection);
      if (was) count(connection.owner, -1);
      return was;
    },
    has: (connection: Connection) => all.has(connection),
    size: () => all.size,
    endWhere(which: (caller: Caller) => boolean, why: Ending): void {
      for (const { caller, outlet } of [...all]) if (which(caller)) outlet.end(why);
    },
  };
}
