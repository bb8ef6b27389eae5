import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { addressKey } from '#machinery/http/limits.ts';
import type { Ending, Outlet } from '#machinery/streaming/outlet.ts';
import { accountClosed } from '#rooms/accounts/index.ts';
import { tokenRevoked } from '#rooms/oauth/index.ts';
import { deliveriesOf, TOLD } from '#rooms/streaming/deliveries.ts';
import { type Board, type Listener, makeBoard, plug, unplug } from '#rooms/streaming/listener.ts';
import { makeMessage, type Place } from '#rooms/streaming/message.ts';
import { makeQueue } from '#rooms/streaming/queue.ts';
import { follows, sealPlace, unsealPlace } from '#rooms/streaming/resume.ts';
import type { Delivery } from '#rooms/streaming/scene.ts';
import { Refusal } from '#values/refusal.ts';
import { eventsAfter, type View } from '#view/reader.ts';

export const CONNECTIONS_MOST = 20_000;
/** Of one account, or of one address for those without an account. */
export const CONNECTIONS_OF_ONE_MOST = 1_024;
export const SUBSCRIPTIONS_MOST = 64;
/** How long an event may lie before somebody looks, when no message from the writer woke this process. */
const LOOK_EVERY_MS = 80;

/** One socket or event stream with what it listens to. */
export type Connection = {
  readonly caller: Caller;
  readonly outlet: Outlet;
  readonly owner: string;
  readonly listeners: Map<string, Listener>;
};

/** What happened, as it waits to be told. */
type Heard = Place & { readonly kind: string; readonly body: unknown };

/** The streams of one process over one house. */
export type Hub = {
  /** Throws `too-many` when there are too many connections, in all or of this caller. */
  open(caller: Caller, address: string, outlet: Outlet): Connection;
  leave(connection: Connection): void;
  /** Begins to tell a connection. `after`: a sealed place; what happened since is told first. */
  subscribe(connection: Connection, key: string, listener: Omit<Listener, 'fromSeq'>, after?: string): void;
  unsubscribe(connection: Connection, key: string): void;
  /** Ends every connection; clients come back to another process. */
  close(): void;
  /** How many connections are open. */
  size(): number;
  /** Who is told of faults; until somebody is, they are thrown. */
  reportTo(report: (error: unknown) => void): void;
};

const hubs = new WeakMap<House, Hub>();

export function hubOf(house: House): Hub {
  const known = hubs.get(house) ?? makeHub(house);
  hubs.set(house, known);
  return known;
}

function makeHub(house: House): Hub {
  const board: Board = makeBoard();
  const connections = new Set<Connection>();
  const counts = new Map<string, number>();
  let report = (error: unknown): void => {
    throw error;
  };
  const queue = makeQueue<Heard>(tell, (fault) => {
    endAll();
    if (fault !== undefined) report(fault);
  });
  let followed: View | undefined;
  let reached: Place = { seq: 0, n: 0 };
  let looking: ReturnType<typeof setInterval> | undefined;

  /** Makes sure that the view read now is the one listened to, and takes what has happened. */
  function look(): void {
    const view = house.view();
    if (view !== followed) follow(view);
    view.takeEvents();
  }

  function follow(view: View): void {
    const first = followed === undefined;
    followed = view;
    for (const event of TOLD)
      view.on(event, (body, { kind, seq, n }) => {
        if (view === followed) hear({ kind, body, seq, n });
      });
    view.on(tokenRevoked, ({ tokenId }) => endWhere(({ caller }) => caller.tokenId === tokenId));
    view.on(accountClosed, ({ accountId }) => endWhere(({ caller }) => caller.accountId === accountId));
    view.onGap(() => {
      if (view === followed) endAll();
    });
    if (first) reached = { seq: view.seq(), n: Number.MAX_SAFE_INTEGER };
    else catchUp(view);
  }

  /** Another view took the place of the one listened to: what lies between the two is read from its event rows. */
  function catchUp(view: View): void {
    const { seq, rows } = eventsAfter(view.db, reached.seq - 1);
    if (!rows) endAll();
    for (const row of rows ?? []) hear({ ...row, body: JSON.parse(row.body) });
    reached = { seq, n: Number.MAX_SAFE_INTEGER };
  }

  function hear(heard: Heard): void {
    if (!follows(heard, reached)) return;
    reached = { seq: heard.seq, n: heard.n };
    if (connections.size > 0) queue.add(heard);
  }

  function* deliveries(heard: Heard, to: Board): Iterable<Delivery> {
    let id: string | undefined;
    const scene = {
      house,
      view: house.view(),
      board: to,
      now: house.world.now(),
      id() {
        id ??= sealPlace(house.secrets, heard);
        return id;
      },
    };
    yield* deliveriesOf(scene, heard.kind, heard.body);
  }

  /** Tells one event, a delivery at each step, so that very many listeners do not hold up everything else. */
  function* tell(heard: Heard): Iterable<void> {
    for (const { listener, message } of deliveries(heard, board)) {
      if (heard.seq > listener.fromSeq) listener.outlet.send(message.in(listener.form));
      yield;
    }
  }

  function resume(view: View, listener: Listener, after: string): void {
    const place = unsealPlace(house.secrets, after);
    const rows = place && eventsAfter(view.db, place.seq - 1).rows;
    if (!place || !rows) {
      listener.outlet.send(makeMessage('gap', 'null', () => '').in(listener.form));
      return;
    }
    const alone = makeBoard();
    plug(alone, listener);
    for (const row of rows) {
      if (!follows(row, place) || row.seq > listener.fromSeq) continue;
      const heard = { ...row, body: JSON.parse(row.body) as unknown };
      for (const { message } of deliveries(heard, alone)) listener.outlet.send(message.in(listener.form));
    }
  }

  function endWhere(which: (connection: Connection) => boolean, why: Ending = 'revoked'): void {
    for (const connection of [...connections]) if (which(connection)) connection.outlet.end(why);
  }

  /** Something was missed: whoever comes back starts from what is true. */
  function endAll(): void {
    queue.clear();
    endWhere(() => true, 'restart');
  }

  function count(owner: string, by: 1 | -1): void {
    const total = (counts.get(owner) ?? 0) + by;
    if (total > 0) counts.set(owner, total);
    else counts.delete(owner);
  }

  function lookPatiently(): void {
    try {
      look();
    } catch (error) {
      endAll();
      report(error);
    }
  }

  function keepLooking(): void {
    if (connections.size > 0) looking ??= setInterval(lookPatiently, LOOK_EVERY_MS).unref();
    else if (looking) {
      clearInterval(looking);
      looking = undefined;
    }
  }

  const hub: Hub = {
    open(caller, address, outlet) {
      const owner = caller.accountId === undefined ? addressKey(address) : String(caller.accountId);
      const many =
        connections.size >= CONNECTIONS_MOST || (counts.get(owner) ?? 0) >= CONNECTIONS_OF_ONE_MOST;
      if (many) throw new Refusal('too-many', 'Too many streams are open');
      const connection = { caller, outlet, owner, listeners: new Map<string, Listener>() };
      connections.add(connection);
      count(owner, 1);
      keepLooking();
      return connection;
    },
    leave(connection) {
      if (!connections.delete(connection)) return;
      count(connection.owner, -1);
      for (const key of [...connection.listeners.keys()]) hub.unsubscribe(connection, key);
      keepLooking();
    },
    subscribe(connection, key, wanted, after) {
      if (connection.listeners.has(key) || !connections.has(connection)) return;
      if (connection.listeners.size >= SUBSCRIPTIONS_MOST)
        throw new Refusal('too-many', `A connection listens to at most ${SUBSCRIPTIONS_MOST} streams`);
      look();
      const view = house.view();
      const listener = { ...wanted, fromSeq: view.seq() };
      if (after !== undefined) resume(view, listener, after);
      connection.listeners.set(key, listener);
      plug(board, listener);
    },
    unsubscribe(connection, key) {
      const listener = connection.listeners.get(key);
      if (listener) unplug(board, listener);
      connection.listeners.delete(key);
    },
    close: endAll,
    size: () => connections.size,
    reportTo(someone) {
      report = someone;
    },
  };
  return hub;
}
