import type { Socket } from 'node:net';
import type { SupervisorSays } from '#machinery/roles/messages.ts';
import type { Child } from '#machinery/roles/supervisor/children.ts';

/** Connections that may wait for a web process. */
export const QUEUE_MOST = 4_096;
const QUEUE_FOR_MS = 3_000;
/** Connections that may be on their way to one process. */
const GIVING_MOST = 1_024;
const SWEEP_EVERY_MS = 250;
const APOLOGY_MOST_MS = 2_000;

export type Connections = {
  /** Hands a connection to a web process, in turn; keeps it up to 3 s when there is none, then answers it itself. */
  give(socket: Socket): void;
  /** A process has a connection now. */
  took(child: Child, connection: number): void;
  /** A web process has become ready. */
  drain(): void;
  /** A process has ended; what it has not taken goes to another. */
  takeBack(child: Child): void;
  waiting(): number;
  stop(): void;
};

/**
 * Each connection is handed over whole and unread, and kept here until the process says to have it: none is lost with a process
 * that dies meanwhile. Compared with children that accept on a shared socket it costs 0.1 ms a connection; in turn connections
 * are spread evenly, and they can wait while no process is there.
 */
export function handOut(web: () => readonly Child[], apology: Buffer): Connections {
  let queue: { readonly socket: Socket; readonly until: number }[] = [];
  let turn = 0;
  let given = 0;

  function give(socket: Socket) {
    if (socket.destroyed) return;
    const ready = web().filter(({ giving, process }) => giving.size < GIVING_MOST && process.connected);
    const child = ready[turn++ % Math.max(1, ready.length)];
    if (!child) return wait(socket);
    const connection = given++;
    const message: SupervisorSays = { connection };
    child.giving.set(connection, socket);
    child.process.send(message, socket, { keepOpen: true }, (error) => {
      if (error && child.giving.delete(connection)) wait(socket);
    });
  }

  function wait(socket: Socket) {
    socket.on('error', () => socket.destroy());
    if (queue.length >= QUEUE_MOST) apologise(socket, apology);
    else queue.push({ socket, until: performance.now() + QUEUE_FOR_MS });
  }

  function drain() {
    const waiting = queue;
    queue = [];
    for (const { socket } of waiting) give(socket);
  }

  const sweep = setInterval(() => {
    const now = performance.now();
    while (queue[0] && queue[0].until < now) apologise(queue.shift()!.socket, apology);
  }, SWEEP_EVERY_MS);

  return {
    give,
    took(child, connection) {
      child.giving.get(connection)?.destroy();
      child.giving.delete(connection);
    },
    drain,
    takeBack(child) {
      for (const socket of child.giving.values()) give(socket);
      child.giving.clear();
      drain();
    },
    waiting: () => queue.length,
    stop() {
      clearInterval(sweep);
      for (const { socket } of queue) socket.destroy();
    },
  };
}

function apologise(socket: Socket, apology: Buffer): void {
  socket.setTimeout(APOLOGY_MOST_MS, () => socket.destroy());
  socket.resume();
  socket.end(apology);
}
