import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { House } from '#machinery/house.ts';

const IDLE_CLOSE_MS = 2_000;
const LEAVE_MOST_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;

type App = { fetch(request: Request, env?: unknown): Response | Promise<Response> };

export type WebRole = {
  /** The server; it listens by itself or is handed connections. */
  readonly server: Server;
  /** Takes a connection that another process accepted. */
  take(socket: Socket): void;
  /** Takes no more, lets what is under way end: answers carry `Connection: close`, idle connections end after 2 s. */
  leave(): Promise<void>;
};

export type WebRoleOptions = {
  readonly house: House;
  readonly app: App;
  /** Lets rooms take part in the server: WebSocket upgrades. Returns how to end what they hold. */
  readonly attach?: (server: Server, house: House) => { close(): void };
};

/** The HTTP server of one process. */
export function startWebRole({ house, app, attach }: WebRoleOptions): WebRole {
  let leaving = false;
  const answer = getRequestListener(app.fetch);
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
    },
    (request, response) => {
      if (leaving) response.setHeader('connection', 'close');
      void answer(request, response);
    },
  );
  const attached = attach?.(server, house);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    server,
    take(socket) {
      server.emit('connection', socket);
      socket.resume();
    },
    async leave() {
      leaving = true;
      attached?.close();
      setTimeout(() => server.closeIdleConnections(), IDLE_CLOSE_MS).unref();
      const endsAt = performance.now() + LEAVE_MOST_MS;
      while (sockets.size > 0 && performance.now() < endsAt) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (performance.now() > endsAt - LEAVE_MOST_MS + IDLE_CLOSE_MS) server.closeIdleConnections();
      }
      for (const socket of sockets) socket.destroy();
    },
  };
}
