import { Agent, request as httpRequest } from 'node:http';

export type LineAsk = {
  readonly token?: string;
  readonly json?: unknown;
  /** The idempotency key. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type LineAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** One keep-alive connection, as a browser or app has it: opened again only when the server said it would close it. */
export type Line = {
  /** Rejects when the connection breaks before the answer is whole. Nothing is tried twice. */
  ask(method: string, path: string, ask?: LineAsk): Promise<LineAnswer>;
  json<T>(method: string, path: string, ask?: LineAsk): Promise<T>;
  close(): void;
};

const ANSWER_MOST_MS = 15_000;

export function openLine(port: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  function ask(
    method: string,
    path: string,
    { token, json, key, headers: more }: LineAsk = {},
  ): Promise<LineAnswer> {
    const body = json === undefined ? '' : JSON.stringify(json);
    const headers = {
      ...more,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      'content-length': String(Buffer.byteLength(body)),
    };
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
        response.on('aborted', () => reject(new Error('the answer was cut')));
      });
      sent.setTimeout(ANSWER_MOST_MS, () => sent.destroy(new Error('no answer in time')));
      sent.on('error', reject);
      sent.end(body);
    });
  }

  return {
    ask,
    async json<T>(method: string, path: string, wish?: LineAsk) {
      const { status, text } = await ask(method, path, wish);
      if (status !== 200) throw new Error(`${method} ${path} answered ${status} ${text.slice(0, 300)}`);
      return JSON.parse(text) as T;
    },
    close: () => agent.destroy(),
  };
}

/** How one request of a crowd ended. */
export type Ended = {
  readonly lane: number;
  readonly at: number;
  readonly tookMs: number;
  readonly failed?: string;
};

/** Keeps asking on many lines at once until told to stop; resolves with how each request ended. */
export function keepAsking(
  port: number,
  lanes: number,
  ask: (line: Line, lane: number, n: number) => Promise<LineAnswer>,
): { stop(): Promise<readonly Ended[]> } {
  let stopped = false;
  const ended: Ended[] = [];
  const crowd = Array.from({ length: lanes }, async (_, lane) => {
    const line = openLine(port);
    for (let n = 0; !stopped; n++) {
      const at = performance.now();
      const failed = await ask(line, lane, n).then(
        ({ status, text }) => (status === 200 ? undefined : `${status} ${text.slice(0, 200)}`),
        (error: unknown) => String(error),
      );
      ended.push({ lane, at, tookMs: performance.now() - at, ...(failed === undefined ? {} : { failed }) });
      if (failed !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    line.close();
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(crowd);
      return ended;
    },
  };
}
