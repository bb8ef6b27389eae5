import type { Socket } from 'node:net';

const LINE_MOST = 16 * 1024 * 1024;

/** JSON lines over a socket. What is sent in one turn of the loop leaves in one write. */
export type Lines = { send(message: unknown): void; end(): void };

/** Binds a socket: calls `take` for each message; ends the socket at a line that is too long or not JSON. */
export function jsonLines(socket: Socket, take: (message: never) => void): Lines {
  let rest = '';
  let waiting: string[] = [];
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    if (rest.length > LINE_MOST) return socket.destroy();
    try {
      for (const line of lines) take(JSON.parse(line) as never);
    } catch (error) {
      socket.destroy(error as Error);
    }
  });
  const flush = () => {
    const text = waiting.join('');
    waiting = [];
    if (!socket.destroyed) socket.write(text);
  };
  return {
    send(message) {
      if (waiting.push(`${JSON.stringify(message)}\n`) === 1) setImmediate(flush);
    },
    end: () => socket.end(),
  };
}
