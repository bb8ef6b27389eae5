import { connect, type Socket } from 'node:net';

/** One request as bytes, made anew for each send when it is a function. */
export type RequestBytes = Buffer | ((n: number) => Buffer);

export type LoadOptions = {
  readonly port: number;
  readonly connections: number;
  /** Ends after this time, or after this many requests. */
  readonly forMs: number;
  readonly requests?: number;
  readonly request: RequestBytes;
  /** Requests a second over all connections; as fast as answers come when absent. */
  readonly perSecond?: number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal;
};

export type LoadResult = {
  readonly requests: number;
  readonly failed: number;
  readonly perSecond: number;
  /** Milliseconds. With a steady rate counted from when the request was due, so that a stall counts for all it delayed. */
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
};

type State = { sent: number; failed: number; bytes: number; latencies: number[]; endsAt: number };

/** A light keep-alive HTTP/1.1 client on raw sockets, one request in flight for each: it must cost less than what it measures. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const startedAt = performance.now();
  const state: State = { sent: 0, failed: 0, bytes: 0, latencies: [], endsAt: startedAt + options.forMs };
  const lanes = Array.from({ length: options.connections }, (_, i) => lane(options, state, startedAt, i));
  await Promise.all(lanes);
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = Float64Array.from(state.latencies).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const requests = sorted.length;
  return {
    requests,
    failed: state.failed,
    perSecond: requests / seconds,
    p50: at(0.5),
    p99: at(0.99),
    bytes: state.bytes,
  };
}

async function lane(options: LoadOptions, state: State, startedAt: number, index: number): Promise<void> {
  const socket = await open(options.port);
  const answers = answerReader(socket);
  try {
    for (let i = 0; performance.now() < state.endsAt && !options.signal?.aborted; i++) {
      if (options.requests !== undefined && state.sent >= options.requests) break;
      const due = dueAt(options, startedAt, i * options.connections + index);
      if (due > state.endsAt) break;
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const from = options.perSecond ? Math.min(due, performance.now()) : performance.now();
      const n = state.sent++;
      socket.write(typeof options.request === 'function' ? options.request(n) : options.request);
      const answer = await answers.next();
      state.latencies.push(performance.now() - from);
      state.bytes += answer.bytes;
      if (answer.status >= 400) state.failed++;
    }
  } finally {
    socket.destroy();
  }
}

function dueAt(options: LoadOptions, startedAt: number, n: number): number {
  return options.perSecond ? startedAt + (n * 1000) / options.perSecond : 0;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

type Answer = { readonly status: number; readonly bytes: number };

/** Reads answers with a content-length or in chunks, without keeping their bodies. */
function answerReader(socket: Socket): { next(): Promise<Answer> } {
  let buffer: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (a: Answer) => void; reject: (e: Error) => void } | undefined;
  const look = () => {
    const answer = waiting && complete(buffer);
    if (!waiting || !answer) return;
    buffer = buffer.subarray(answer.bytes);
    const { resolve } = waiting;
    waiting = undefined;
    resolve(answer);
  };
  socket.on('data', (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    look();
  });
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')));
  socket.on('error', (error) => waiting?.reject(error));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        look();
      }),
  };
}

/** The first answer in the buffer, if all of it is there. */
function complete(buffer: Buffer): Answer | undefined {
  const end = buffer.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = buffer.toString('latin1', 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const length = /content-length: (\d+)/.exec(head);
  if (length) {
    const bytes = end + 4 + Number(length[1]);
    return buffer.length >= bytes ? { status, bytes } : undefined;
  }
  const last = buffer.indexOf('0\r\n\r\n', end + 4);
  return last < 0 ? undefined : { status, bytes: last + 5 };
}

/** A GET as bytes. */
export function get(path: string, headers: Record<string, string> = {}): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join('')}\r\n`);
}

/** A POST of JSON as bytes. */
export function postJson(path: string, body: unknown, headers: Record<string, string> = {}): Buffer {
  const text = Buffer.from(JSON.stringify(body));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), text]);
}
