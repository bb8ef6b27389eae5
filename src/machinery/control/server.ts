import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { jsonLines, type Lines } from '#machinery/control/lines.ts';
import type { FromWriter, Submission } from '#machinery/control/messages.ts';
import { Refusal, refusalToData } from '#values/refusal.ts';
import type { Submit } from '#view/writer.ts';

const CLIENTS_MOST = 64;

export type ControlServer = {
  /** Tells every process that the view has moved on. Calls within one turn are told once. */
  wake(seq: number): void;
  close(): Promise<void>;
};

/** Listens for commands on the control socket. Only the owner of the data folder can reach it. */
export async function serveControl(path: string, submit: Submit): Promise<ControlServer> {
  rmSync(path, { force: true });
  const clients = new Map<Socket, Lines>();
  const server = createServer((socket) => {
    if (clients.size >= CLIENTS_MOST) return void socket.destroy();
    const lines = jsonLines(socket, (message: Submission) => void take(message));
    const take = async (message: Submission) => lines.send(await carryOut(submit, message));
    clients.set(socket, lines);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
  });
  await listen(server, path);
  let waking: number | undefined;
  return {
    wake(seq) {
      if (waking === undefined)
        setImmediate(() => {
          for (const lines of clients.values()) lines.send({ wake: waking });
          waking = undefined;
        });
      waking = seq;
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of clients.keys()) socket.destroySoon();
      return closed;
    },
  };
}

async function carryOut(submit: Submit, { n, draft, lane }: Submission): Promise<FromWriter> {
  try {
    return { n, ...(await submit(draft, lane)) };
  } catch (error) {
    if (error instanceof Refusal) return { n, refusal: refusalToData(error) };
    return { n, fault: String(error) };
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}
