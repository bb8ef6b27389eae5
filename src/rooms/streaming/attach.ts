import type { IncomingMessage, Server } from 'node:http';
import type { House } from '#machinery/house.ts';
import { takeSockets } from '#machinery/streaming/web-sockets.ts';
import type { Teller } from '#rooms/streaming/deliveries.ts';
import { hubOf } from '#rooms/streaming/hub.ts';
import { socketDoor } from '#rooms/streaming/socket-door.ts';

export type StreamOptions = {
  /** The client's address, for limits in memory. */
  readonly addressOf?: (request: IncomingMessage) => string;
  readonly report?: (what: string, error: unknown) => void;
  /** What other rooms let streams tell. */
  readonly tellers?: readonly Teller[];
};

/** Lets a web process's server take WebSockets. `close` ends every stream, so that clients come back to another process. */
export function attachStreaming(
  server: Server,
  house: House,
  options: StreamOptions = {},
): { close(): void } {
  const hub = hubOf(house, options.tellers);
  const { report, addressOf = (request: IncomingMessage) => request.socket.remoteAddress ?? '' } = options;
  if (report) hub.reportTo((error) => report('a stream could not be told', error));
  const sockets = takeSockets(server, socketDoor(house, addressOf));
  return {
    close() {
      sockets.close();
      hub.close();
    },
  };
}
