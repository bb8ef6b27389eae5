import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Egress } from '#machinery/egress/egress.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A small server of somebody else, on loopback, that answers as a test likes. */
export type Outside = {
  readonly origin: string;
  /** host:port, as operators let it through. */
  readonly place: string;
  readonly port: number;
  /** Every request that came, in order. */
  readonly asked: readonly IncomingMessage[];
  answer(answer: Answer): void;
  close(): Promise<void>;
};

export async function openOutside(answer: Answer): Promise<Outside> {
  let answers = answer;
  const asked: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request);
    answers(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    place: `127.0.0.1:${port}`,
    port,
    asked,
    answer(next) {
      answers = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A way out that knows no names and lets through what it is given. */
export function wayOut(...allow: readonly string[]): Egress {
  return { resolve: async () => [], allow: new Set(allow) };
}

export const LIMITS = { bytesMost: 100_000, timeoutMs: 5_000, redirectsMost: 3 };
