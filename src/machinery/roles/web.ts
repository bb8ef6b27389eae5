import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { answerHealth, type Health } from '#machinery/health.ts';
import type { House } from '#machinery/house.ts';
import { bodyOf } from '#machinery/http/answer.ts';
import type { Figures } from '#machinery/metrics/figures.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { giveBack } from '#machinery/slab.ts';

const IDLE_CLOSE_MS = 2_000;
const LEAVE_MOST_MS = 30_000;
const LEAVE_LOOK_MS = 20;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

type App = { fetch(request: Request, env?: unknown): Response | Promise<Response> };
type Fetch = (request: Request, env: HttpBindings | Http2Bindings) => Promise<Response>;

export type WebRole = {
  /** Listens by itself; resolves with the port. Throws StartError when it is not to be had. */
  open(port: number, host: string): Promise<number>;
  /** Takes a connection that another process accepted. */
  take(socket: Socket): void;
  /**
   * Takes no more and lets what is under way end: answers carry `Connection: close`, idle connections end after 2 s.
   * `close` of node:http would cut idle connections at once, on which a client may be sending just then.
   */
  leave(): Promise<void>;
};

export type WebRoleOptions = {
  readonly house: House;
  readonly app: App;
  readonly health: Omit<Health, 'reading'>;
  readonly figures: Figures;
  /** Lets rooms take part in the server: WebSocket upgrades. Returns how to end what they hold. */
  readonly attach?: (server: Server, house: House) => { close(): void };
};

/** The HTTP server of one process. */
export function startWebRole(options: WebRoleOptions): WebRole {
  let leaving = false;
  const health: Health = { ...options.health, reading: () => !leaving };
  const answer = getRequestListener(givingBack(options.app));
  const measure = measureRequests(options.figures);
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
    },
    (request, response) => {
      if (leaving) response.setHeader('connection', 'close');
      if (answerHealth(health, request, response)) return;
      measure(response);
      void answer(request, response);
    },
  );
  const attached = options.attach?.(server, options.house);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  options.figures.gauge('rooftop_connections', 'Open connections.', () => sockets.size);

  /** A server that is handed its connections never listens, yet watches over slow and idle ones only after this event. */
  let watching = false;
  function watch() {
    if (!watching) server.emit('listening');
    watching = true;
  }

  return {
    open: (port, host) => listen(server, port, host),
    take(socket) {
      watch();
      server.emit('connection', socket);
      socket.resume();
    },
    async leave() {
      leaving = true;
      if (server.listening) NetServer.prototype.close.call(server);
      attached?.close();
      const since = performance.now();
      const passed = () => performance.now() - since;
      while (sockets.size > 0 && passed() < LEAVE_MOST_MS) {
        await new Promise((resolve) => setTimeout(resolve, LEAVE_LOOK_MS));
        if (passed() > IDLE_CLOSE_MS) server.closeIdleConnections();
      }
      for (const socket of sockets) socket.destroy();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) =>
      reject(new StartError(`cannot listen on ${host}, port ${port}: ${error.message}`));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Gives back what an answer was made of as soon as the kernel has it. */
function givingBack(app: App): Fetch {
  return async (request, env) => {
    const response = await app.fetch(request, env);
    const body = bodyOf(response);
    if (body instanceof Uint8Array) env.outgoing.once('finish', () => giveBack(body));
    return response;
  };
}

function measureRequests(figures: Figures): (response: ServerResponse<IncomingMessage>) => void {
  const requests = figures.counter('rooftop_http_requests_total', 'Requests answered, by class of status.');
  const seconds = figures.histogram(
    'rooftop_http_request_seconds',
    'Time to the end of the answer.',
    SECONDS,
  );
  return (response) => {
    const from = performance.now();
    response.once('close', () => {
      const code = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'cut';
      requests.add(`code="${code}"`);
      seconds.see((performance.now() - from) / 1000);
    });
  };
}
