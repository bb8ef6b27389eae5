import { closeSync, fsync, openSync, readFileSync, write } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';

/**
 * The bare servers that each workload is measured beside, as a program of its own:
 * `same FILE` sends the file's bytes, `durable FILE` appends each body and answers after a shared fsync, `broadcast` sends each body to all sockets.
 */
const [mode, file = ''] = process.argv.slice(2);
const port = Number(process.env['BENCH_PORT']);

function readAll(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts)));
  });
}

function same(): (request: IncomingMessage, response: ServerResponse) => void {
  const bytes = readFileSync(file);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length };
  return (_request, response) => void response.writeHead(200, headers).end(bytes);
}

function durable(): (request: IncomingMessage, response: ServerResponse) => void {
  const handle = openSync(file, 'a');
  process.on('exit', () => closeSync(handle));
  let waiting: { body: Buffer; response: ServerResponse }[] = [];
  let busy = false;
  const flush = () => {
    if (busy || waiting.length === 0) return;
    busy = true;
    const batch = waiting;
    waiting = [];
    write(handle, Buffer.concat(batch.map((w) => w.body)), () =>
      fsync(handle, () => {
        for (const { response } of batch)
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 }).end('{}');
        busy = false;
        flush();
      }),
    );
  };
  return (request, response) =>
    void readAll(request).then((body) => {
      waiting.push({ body, response });
      setImmediate(flush);
    });
}

const sockets = new WebSocketServer({ noServer: true });

function broadcast(): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) =>
    void readAll(request).then((body) => {
      for (const socket of sockets.clients) socket.send(body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 }).end('{}');
    });
}

const handlers = { same, durable, broadcast };
if (mode !== 'same' && mode !== 'durable' && mode !== 'broadcast')
  throw new Error('same FILE, durable FILE or broadcast');
const server = createServer(handlers[mode]());
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (ws) => ws.resume()),
);
server.listen(port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
