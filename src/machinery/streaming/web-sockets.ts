import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type Ending, type Outlet, WAITING_MOST } from '#machinery/streaming/outlet.ts';

const MESSAGE_BYTES_MOST = 16_384;
const MESSAGES_MOST = 200;
const MESSAGES_PER_MS = 10_000;
const PING_EVERY_MS = 30_000;
const FAREWELL_MOST_MS = 1_000;
/** Close codes of RFC 6455 §7.4 and the registry behind it. */
const CODES: Readonly<Record<Ending, number>> = { restart: 1012, revoked: 1008, slow: 1013, abuse: 1008 };

/** What a socket's owner wants to hear of it. */
export type Ears = { message(text: string): void; closed(): void };

export type SocketDoor = {
  readonly path: string;
  /** Says no with an HTTP status before anything is opened; undefined lets the request in. */
  refuse(request: IncomingMessage): number | undefined;
  /** Takes an open socket. */
  open(outlet: Outlet, request: IncomingMessage): Ears;
};

/** Lets a server take WebSockets at one path; every other upgrade is answered 404. Returns how to end taking them. */
export function takeSockets(server: Server, door: SocketDoor): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MOST,
    perMessageDeflate: false,
    clientTracking: false,
    // Clients send their token as a sub-protocol and give up unless it is chosen.
    handleProtocols: (offered) => [...offered][0] ?? false,
  });
  const alive = new Map<WebSocket, boolean>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '').split('?')[0]!.replace(/\/$/, '');
    const status = path === door.path ? door.refuse(request) : 404;
    if (status !== undefined) sayNo(socket, status);
    else sockets.handleUpgrade(request, socket, head, (opened) => take(opened, request));
  }

  function take(socket: WebSocket, request: IncomingMessage): void {
    alive.set(socket, true);
    const ears = door.open(outletOf(socket), request);
    const admit = messageLimit();
    socket.on('pong', () => alive.set(socket, true));
    socket.on('message', (data: RawData, binary: boolean) => {
      if (binary || !admit()) socket.close(CODES.abuse);
      else ears.message(data.toString());
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      alive.delete(socket);
      ears.closed();
    });
  }

  const pinging = setInterval(() => {
    for (const [socket, answered] of alive) {
      if (!answered) socket.terminate();
      else socket.ping();
      alive.set(socket, false);
    }
  }, PING_EVERY_MS).unref();

  server.on('upgrade', upgrade);
  return {
    close() {
      clearInterval(pinging);
      server.off('upgrade', upgrade);
      server.on('upgrade', (_request, socket: Duplex) => sayNo(socket, 503));
    },
  };
}

function outletOf(socket: WebSocket): Outlet {
  const end = (why: Ending) => {
    socket.close(CODES[why]);
    const patienceMs = why === 'slow' ? 0 : FAREWELL_MOST_MS;
    setTimeout(() => socket.terminate(), patienceMs).unref();
  };
  return {
    send(bytes) {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(bytes, { binary: false });
      if (socket.bufferedAmount > WAITING_MOST) end('slow');
    },
    end,
  };
}

/** At most 200 messages of a client in 10 seconds. */
function messageLimit(): () => boolean {
  let from = performance.now();
  let count = 0;
  return () => {
    const now = performance.now();
    if (now - from > MESSAGES_PER_MS) {
      from = now;
      count = 0;
    }
    return ++count <= MESSAGES_MOST;
  };
}

function sayNo(socket: Duplex, status: number): void {
  const body = JSON.stringify({ error: STATUS_CODES[status] });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
