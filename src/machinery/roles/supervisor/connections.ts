import type { Socket } from 'node:net';
import type { SupervisorSays } from '#machinery/roles/messages.ts';
import type { Child } from '#machinery/roles/supervisor/children.ts';

/** Connections that may wait for a web process. */
export const QUEUE_MOST = 4_096;
const QUEUE_FOR_MS = 3_000;
const SWEEP_EVERY_MS = 250;
const APOLOGY_MOST_MS = 2_000;

export type Connections = {
  /** Hands a connection to a web process, in turn; keeps it up to 3 s when there is none, then answers it itself. */
  give(socket: Socket): void;
  /** A web process has become ready. */
  drain(): void;
  /** A process has ended; what was on its way to it goes to another. */
  takeBack(child: Child): void;
  waiting(): number;
  stop(): void;
};

/**
 * Each connection is handed over whole and unread. Compared with children that accept on a shared socket it costs 0.1 ms a
 * connection, and in turn connections are spread evenly, none is lost in the queue of a process that dies, and they can wait.
 */
export function handOut(web: () => readonly Child[], apology: Buffer): Connections {
  let queue: { readonly socket: Socket; readonly until: number }[] = [];
  let turn = 0;

  function give(socket: Socket) {
    if (socket.destroyed) return;
    const ready = web();
    const child = ready[turn++ % Math.max(1, ready.length)];
    if (!child) return wait(socket);
    const message: SupervisorSays = { connection: true };
    child.giving.add(socket);
    // Kept open here until it is handed over, so that it can go to another when this child turns out to be dead.
    child.process.send(message, socket, { keepOpen: true }, (error) => {
      child.giving.delete(socket);
      if (!error) return void socket.destroy();
      child.reachable = false;
      give(socket);
    });
  }

  function wait(socket: Socket) {
    socket.on('error', () => socket.destroy());
    if (queue.length >= QUEUE_MOST) apologise(socket, apology);
    else queue.push({ socket, until: performance.now() + QUEUE_FOR_MS });
  }

  const sweep = setInterval(() => {
    const now = performance.now();
    while (queue[0] && queue[0].until < now) apologise(queue.shift()!.socket, apology);
  }, SWEEP_EVERY_MS);

  return {
    give,
    drain() {
      const waiting = queue;
      queue = [];
      for (const { socket } of waiting) give(socket);
    },
    takeBack(child) {
      for (const socket of child.giving) give(socket);
      child.giving.clear();
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
