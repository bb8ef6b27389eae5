import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProcessFigures, renderFigures } from '#machinery/metrics/figures.ts';

/** How a web process does. */
export type Health = {
  /** Whether it can read the view and is not leaving. */
  readonly reading: () => boolean;
  /** Why nothing can be posted now; undefined when it can. */
  readonly trouble: () => string | undefined;
  /** The figures of all processes. */
  readonly gather: () => Promise<readonly ProcessFigures[]>;
};

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/**
 * Answers what machines ask about this process, before anything of the product runs: whether it lives, whether it can serve,
 * what it counts. True when the request was one of these. Counts are told to this machine alone, and not through a proxy.
 */
export function answerHealth(health: Health, request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url?.split('?', 1)[0] ?? '';
  if (!path.startsWith('/health') && path !== '/metrics') return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (path === '/health/live') return send(response, 200, { status: 'ok' });
  if (path === '/health/ready') {
    const reading = health.reading();
    return send(response, reading ? 200 : 503, { status: reading ? 'ok' : 'unavailable' });
  }
  if (path === '/health') return sendWhole(health, response);
  if (path !== '/metrics') return false;
  if (!isLocal(request)) return send(response, 404, { error: 'Record not found' });
  void health.gather().then((all) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', ...PLAIN });
    response.end(renderFigures(all));
  });
  return true;
}

const PLAIN = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function sendWhole(health: Health, response: ServerResponse): true {
  const reading = health.reading();
  const posting = health.trouble() === undefined;
  const status = reading && posting ? 'ok' : reading ? 'degraded' : 'unavailable';
  return send(response, reading ? 200 : 503, { status, reading, posting });
}

function send(response: ServerResponse, status: number, body: unknown): true {
  const retry = status === 503 ? { 'retry-after': '5' } : {};
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...PLAIN, ...retry });
  response.end(JSON.stringify(body));
  return true;
}

function isLocal(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? '';
  return LOOPBACK.test(peer) && FORWARDED.every((name) => request.headers[name] === undefined);
}
