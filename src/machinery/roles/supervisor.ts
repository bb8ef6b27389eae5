import { type ChildProcess, fork } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import type { Report } from '#machinery/logging.ts';

const RESTART_FIRST_MS = 20;
const RESTART_MOST_MS = 5_000;
const STABLE_AFTER_MS = 10_000;
const READY_MOST_MS = 30_000;
const STOP_MOST_MS = 35_000;
const QUEUE_MOST = 4_096;
const QUEUE_FOR_MS = 3_000;

export type RoleName = 'writer' | 'web' | 'jobs';

/** What a child says to the supervisor, and the supervisor to a child. */
export type ChildSays = { readonly ready: true };
export type SupervisorSays = { readonly leave: true } | { readonly connection: true };

export type SupervisorOptions = {
  readonly host: string;
  readonly port: number;
  readonly webProcesses: number;
  /** The program that takes `role NAME` as arguments. */
  readonly program: string;
  readonly report: Report;
  /** What to answer on a connection when no web process can: bytes of a whole HTTP answer. */
  readonly apology: Buffer;
};

export type Supervisor = {
  readonly port: number;
  /** Pids by role, of the children that are there now. */
  children(): readonly { readonly role: RoleName; readonly pid: number; readonly ready: boolean }[];
  /** Replaces every web process and the writer, one after the other, without failing a request. */
  replaceAll(): Promise<void>;
  stop(): Promise<void>;
};

type Child = {
  readonly role: RoleName;
  readonly process: ChildProcess;
  readonly startedAt: number;
  ready: boolean;
  leaving: boolean;
};

/**
 * Thin on purpose: holds the port, hands each connection to a web process, starts what died again.
 * It reads nothing of what goes over the connections.
 */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const { report } = options;
  const children = new Set<Child>();
  const delays = new Map<RoleName, number>();
  const queue: { socket: Socket; until: number }[] = [];
  let stopping = false;
  let turn = 0;

  function start(role: RoleName): Child {
    const forked = fork(options.program, ['role', role], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const child: Child = {
      role,
      process: forked,
      startedAt: performance.now(),
      ready: false,
      leaving: false,
    };
    children.add(child);
    forked.on('message', () => {
      child.ready = true;
      drain();
    });
    forked.on('error', (error) => report(`the ${role} process cannot be reached`, error));
    forked.on('exit', (code, signal) => ended(child, code, signal));
    return child;
  }

  function ended(child: Child, code: number | null, signal: string | null) {
    children.delete(child);
    if (stopping || child.leaving) return;
    report(`the ${child.role} process ended (${signal ?? code}) and is started again`);
    const stable = performance.now() - child.startedAt > STABLE_AFTER_MS;
    const delay = stable
      ? RESTART_FIRST_MS
      : Math.min(RESTART_MOST_MS, (delays.get(child.role) ?? RESTART_FIRST_MS / 2) * 2);
    delays.set(child.role, delay);
    setTimeout(() => stopping || start(child.role), delay);
  }

  function give(socket: Socket) {
    const ready = [...children].filter((child) => child.role === 'web' && child.ready && !child.leaving);
    const child = ready[turn++ % Math.max(1, ready.length)];
    if (!child) return wait(socket);
    const message: SupervisorSays = { connection: true };
    child.process.send(message, socket, {}, (error) => {
      if (error && !socket.destroyed) wait(socket);
    });
  }

  function wait(socket: Socket) {
    socket.on('error', () => socket.destroy());
    if (queue.length >= QUEUE_MOST) return apologise(socket);
    queue.push({ socket, until: performance.now() + QUEUE_FOR_MS });
  }

  function apologise(socket: Socket) {
    socket.resume();
    socket.end(options.apology);
  }

  function drain() {
    for (const { socket } of queue.splice(0)) if (!socket.destroyed) give(socket);
  }

  const server = createServer({ pauseOnConnect: true, noDelay: true }, give);
  const port = await listen(server, options.port, options.host);
  const sweep = setInterval(() => {
    while (queue[0] && queue[0].until < performance.now()) apologise(queue.shift()!.socket);
  }, 250);
  start('writer');
  for (let i = 0; i < options.webProcesses; i++) start('web');
  start('jobs');

  async function replace(old: Child) {
    const fresh = start(old.role);
    if (old.role === 'web') await ready(fresh);
    await leave(old);
    await ready(fresh);
  }

  return {
    port,
    children: () => [...children].map(({ role, process, ready }) => ({ role, pid: process.pid!, ready })),
    async replaceAll() {
      for (const child of [...children].filter((c) => !c.leaving)) await replace(child);
    },
    async stop() {
      stopping = true;
      clearInterval(sweep);
      server.close();
      const byRole = (role: RoleName) => [...children].filter((child) => child.role === role);
      await Promise.all([...byRole('web'), ...byRole('jobs')].map(leave));
      await Promise.all(byRole('writer').map(leave));
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 4_096 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Asks a child to finish what it has and end; ends it after 35 s. */
function leave(child: Child): Promise<void> {
  child.leaving = true;
  return new Promise((resolve) => {
    if (child.process.exitCode !== null || child.process.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.process.kill('SIGKILL'), STOP_MOST_MS);
    child.process.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    const message: SupervisorSays = { leave: true };
    child.process.send(message, () => {});
  });
}

async function ready(child: Child): Promise<void> {
  const endsAt = performance.now() + READY_MOST_MS;
  while (!child.ready && performance.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 10));
  if (!child.ready) throw new Error(`a new ${child.role} process did not become ready`);
}
