import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import type { Outlet } from '#machinery/streaming/outlet.ts';
import { makeQueue } from '#machinery/streaming/queue.ts';
import { type Connection, makeConnections } from '#rooms/streaming/connections.ts';
import { type Teller, type Telling, telling } from '#rooms/streaming/deliveries.ts';
import { followEvents, type Heard } from '#rooms/streaming/follow-events.ts';
import { type Board, type Listener, makeBoard, plug, unplug } from '#rooms/streaming/listener.ts';
import { makeMessage } from '#rooms/streaming/message.ts';
import { follows, sealPlace, unsealPlace } from '#rooms/streaming/resume.ts';
import type { Delivery } from '#rooms/streaming/scene.ts';
import { Refusal } from '#values/refusal.ts';
import { eventsAfter } from '#view/reader.ts';

export const SUBSCRIPTIONS_MOST = 64;
/** How long an event may lie before somebody looks, when no message from the writer woke this process. */
const LOOK_EVERY_MS = 80;

/** The streams of one process over one house. */
export type Hub = {
  /** Throws `too-many` when there are too many connections, in all or of this caller. */
  open(caller: Caller, address: string, outlet: Outlet): Connection;
  leave(connection: Connection): void;
  /** Begins to tell a connection. `after`: a sealed place; what happened since is told first. */
  subscribe(connection: Connection, key: string, wanted: Omit<Listener, 'fromSeq'>, after?: string): void;
  unsubscribe(connection: Connection, key: string): void;
  /** Ends every connection: something was missed, or the process leaves. Whoever comes back starts from what is true. */
  close(): void;
  /** How many connections are open. */
  size(): number;
  /** Who is told of faults; until somebody is, they are thrown. */
  reportTo(report: (error: unknown) => void): void;
};

const hubs = new WeakMap<House, Hub>();

/** The hub of a house. Whoever asks first says what other rooms let streams tell. */
export function hubOf(house: House, tellers: readonly Teller[] = []): Hub {
  const known = hubs.get(house) ?? makeHub(house, telling(tellers));
  hubs.set(house, known);
  return known;
}

function makeHub(house: House, told: Telling): Hub {
  const board: Board = makeBoard();
  const connections = makeConnections();
  let report = (error: unknown): void => {
    throw error;
  };
  let looking: ReturnType<typeof setInterval> | undefined;
  const queue = makeQueue<Heard>((heard) => tell(house, told, board, heard), lost);
  const events = followEvents(house, told.events, {
    hear: (heard) => connections.size() > 0 && queue.add(heard),
    ended: (which) => connections.endWhere(which, 'revoked'),
    gap: close,
  });

  function close(): void {
    queue.clear();
    connections.endWhere(() => true, 'restart');
  }

  function lost(fault: unknown): void {
    close();
    if (fault !== undefined) report(fault);
  }

  function look(): void {
    try {
      events.look();
    } catch (error) {
      lost(error);
    }
  }

  /** Looks by itself only while somebody listens. */
  function keepLooking(): void {
    if (connections.size() > 0) looking ??= setInterval(look, LOOK_EVERY_MS).unref();
    else looking = void clearInterval(looking);
  }

  function unsubscribe(connection: Connection, key: string): void {
    const listener = connection.listeners.get(key);
    if (listener) unplug(board, listener);
    connection.listeners.delete(key);
  }

  return {
    open(caller, address, outlet) {
      const connection = connections.add(caller, address, outlet);
      keepLooking();
      return connection;
    },
    leave(connection) {
      if (!connections.remove(connection)) return;
      for (const key of [...connection.listeners.keys()]) unsubscribe(connection, key);
      keepLooking();
    },
    subscribe(connection, key, wanted, after) {
      if (connection.listeners.has(key) || !connections.has(connection)) return;
      if (connection.listeners.size >= SUBSCRIPTIONS_MOST)
        throw new Refusal('too-many', `A connection listens to at most ${SUBSCRIPTIONS_MOST} streams`);
      look();
      const listener = { ...wanted, fromSeq: house.view().seq() };
      if (after !== undefined) resume(house, told, listener, after);
      connection.listeners.set(key, listener);
      plug(board, listener);
    },
    unsubscribe,
    close,
    size: connections.size,
    reportTo(someone) {
      report = someone;
    },
  };
}

/** Tells one event, a delivery at each step, so that very many listeners do not hold up everything else. */
function* tell(house: House, told: Telling, board: Board, heard: Heard): Iterable<void> {
  for (const { listener, message } of deliveries(house, told, board, heard)) {
    if (heard.seq > listener.fromSeq) listener.outlet.send(message.in(listener.form));
    yield;
  }
}

function deliveries(house: House, told: Telling, board: Board, heard: Heard): Iterable<Delivery> {
  let id: string | undefined;
  const scene = {
    house,
    view: house.view(),
    board,
    now: house.world.now(),
    id() {
      id ??= sealPlace(house.secrets, heard);
      return id;
    },
  };
  return told.deliveriesOf(scene, heard.kind, heard.body);
}

/** Tells one listener what happened between a sealed place and the sequence it listens from; or that it cannot. */
function resume(house: House, told: Telling, listener: Listener, after: string): void {
  const place = unsealPlace(house.secrets, after);
  const rows = place && eventsAfter(house.view().db, place.seq - 1).rows;
  if (!place || !rows) {
    listener.outlet.send(makeMessage('gap', 'null', () => '').in(listener.form));
    return;
  }
  const alone = makeBoard();
  plug(alone, listener);
  for (const row of rows) {
    if (!follows(row, place) || row.seq > listener.fromSeq) continue;
    const heard = { ...row, body: JSON.parse(row.body) as unknown };
    for (const { message } of deliveries(house, told, alone, heard))
      listener.outlet.send(message.in(listener.form));
  }
}
