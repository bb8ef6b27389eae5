import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { attachStreams, makeApp } from '#app/http.ts';
import type { House } from '#machinery/house.ts';
import { makeLimits } from '#machinery/http/limits.ts';
import type { TestHouse } from './house.ts';

/** A house behind a real port, for what needs one: browsers, sockets, client libraries. */
export type ServedHouse = {
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** The house as it is served, with that origin. */
  readonly house: House;
  close(): Promise<void>;
};

/** Serves a test house on a free port of this machine. Close it before the house. */
export async function serveTestHouse(test: TestHouse): Promise<ServedHouse> {
  let origin = '';
  const house: House = {
    ...test.house,
    get origin() {
      return origin;
    },
  };
  const report = (_what: string, error: unknown) => void test.faults.push(error);
  const limits = makeLimits(house.world.now);
  const app = makeApp({ house, addressOf: (_request, peer) => peer, limits, report });
  const server = createServer(getRequestListener(app.fetch));
  const streams = attachStreams(server, house);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    house,
    async close() {
      streams.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
