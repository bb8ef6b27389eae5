import type { Socket } from 'node:net';

/** Longest line, characters; and how much may wait for a reader that does not read, bytes. */
export const LINE_MOST = 16 * 1024 * 1024;
export const UNREAD_MOST = 64 * 1024 * 1024;

/** JSON lines over a socket. What is sent in one turn of the loop leaves in one write. */
export type Lines = {
  send(message: unknown): void;
  /** Sends what waits and ends our side. */
  end(): void;
};

/** Binds a socket: calls `take` for each message; cuts a peer whose line is too long or not JSON, or who does not read. */
export function jsonLines(socket: Socket, take: (message: never) => void): Lines {
  let parts: string[] = [];
  let length = 0;
  let waiting: string[] = [];
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = chunk.split('\n');
    const rest = lines.pop()!;
    if (lines.length > 0) {
      lines[0] = parts.join('') + lines[0];
      parts = [];
      length = 0;
    }
    parts.push(rest);
    length += rest.length;
    if (length > LINE_MOST) return void socket.destroy();
    for (const line of lines) {
      const message = parse(line);
      if (message === undefined) return void socket.destroy();
      take(message);
    }
  });
  const flush = () => {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    if (socket.destroyed || socket.writableEnded) return;
    if (socket.writableLength > UNREAD_MOST) socket.destroy();
    else socket.write(text);
  };
  return {
    send(message) {
      if (waiting.push(`${JSON.stringify(message)}\n`) === 1) setImmediate(flush);
    },
    end() {
      flush();
      socket.end();
    },
  };
}

function parse(line: string): never | undefined {
  try {
    return JSON.parse(line) as never;
  } catch {
    return undefined;
  }
}
