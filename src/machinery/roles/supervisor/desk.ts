import { connect, createServer } from 'node:net';
import { jsonLines } from '#machinery/control/lines.ts';
import { listenOnSocket, socketPath } from '#machinery/control/listen.ts';
import type { ChildInfo, Supervisor } from '#machinery/roles/supervisor/supervisor.ts';

const CONNECT_MOST_MS = 2_000;

/** What the command line asks of a running supervisor. */
type Question = { readonly ask: 'status' | 'replace' };
export type SupervisorStatus = {
  readonly pid: number;
  readonly port: number;
  readonly children: readonly ChildInfo[];
};
type Answer = { readonly status: SupervisorStatus } | { readonly failed: string };

/** Lets the command line ask the supervisor, on a socket in the data folder. */
export async function openDesk(path: string, supervisor: Supervisor): Promise<{ close(): void }> {
  const server = createServer((socket) => {
    const lines = jsonLines(socket, (question: Question) => {
      void answer(supervisor, question).then((message) => lines.send(message));
    });
    socket.on('error', () => socket.destroy());
  });
  await listenOnSocket(server, path);
  return { close: () => void server.close() };
}

async function answer(supervisor: Supervisor, { ask }: Question): Promise<Answer> {
  try {
    if (ask === 'replace') await supervisor.replaceAll();
    return { status: { pid: process.pid, port: supervisor.port, children: supervisor.children() } };
  } catch (error) {
    return { failed: String(error) };
  }
}

/** Asks the supervisor of a data folder. Undefined when none is there; throws what it says failed. */
export function askSupervisor(path: string, ask: Question['ask']): Promise<SupervisorStatus | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(path));
    socket.setTimeout(CONNECT_MOST_MS, () => socket.destroy());
    socket.on('connect', () => socket.setTimeout(0));
    const lines = jsonLines(socket, (message: Answer) => {
      if ('status' in message) resolve(message.status);
      else reject(new Error(message.failed));
      socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(undefined));
    lines.send({ ask });
  });
}
