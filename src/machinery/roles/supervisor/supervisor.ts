import { createServer, type Server } from 'node:net';
import type { Report } from '#machinery/logging.ts';
import type { Figures } from '#machinery/metrics/figures.ts';
import type { RoleName } from '#machinery/roles/messages.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { makeApology } from '#machinery/roles/supervisor/apology.ts';
import { type Child, type ChildState, keepChildren } from '#machinery/roles/supervisor/children.ts';
import { handOut } from '#machinery/roles/supervisor/connections.ts';
import { gatherFigures } from '#machinery/roles/supervisor/gather.ts';

const BACKLOG = 4_096;

export type SupervisorOptions = {
  readonly host: string;
  readonly port: number;
  readonly webProcesses: number;
  /** The program that takes `role NAME` as arguments. */
  readonly program: string;
  readonly report: Report;
  readonly figures: Figures;
  /** Where a page may stand ready for when no process can answer. */
  readonly folder?: string;
  /** Wall clock, milliseconds. */
  readonly now: () => number;
};

export type ChildInfo = { readonly role: RoleName; readonly pid: number; readonly state: ChildState };

export type Supervisor = {
  /** The port that is held, also when any free one was asked for. */
  readonly port: number;
  children(): readonly ChildInfo[];
  /** Replaces the writer, the web processes and the jobs by fresh ones, one after the other, without failing a request. */
  replaceAll(): Promise<void>;
  /** Resolves when a child cannot run at all. */
  readonly hopeless: Promise<ChildInfo>;
  stop(): Promise<void>;
};

/**
 * Thin on purpose: holds the port, hands each connection to a web process, starts what died again. It reads nothing of
 * what goes over the connections. Throws StartError when the port is not to be had.
 */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const hopeless = Promise.withResolvers<ChildInfo>();
  const children = keepChildren({
    program: options.program,
    report: options.report,
    onReady(child) {
      connections.drain();
      if (child.role === 'web' && !children.all().some(({ role }) => role === 'jobs')) startJobs();
    },
    onSaid(child, message) {
      if ('took' in message) connections.took(child, message.took);
      else if ('gather' in message) gatherer.gather(child, message.gather);
      else if ('told' in message) gatherer.told(child, message);
    },
    onEnded: (child) => connections.takeBack(child),
    onHopeless: (child) => hopeless.resolve(infoOf(child)),
  });
  const ready = (role: RoleName) =>
    children.all().filter((child) => child.role === role && child.state === 'ready');
  const connections = handOut({ web: () => ready('web'), apology: makeApology(options) });
  const gatherer = gatherFigures(children.all, options.figures);
  countChildren(options.figures, children, connections);

  const server = createServer({ pauseOnConnect: true, noDelay: true }, connections.give);
  const port = await listen(server, options.port, options.host).catch((error: unknown) => {
    connections.stop();
    throw error;
  });
  children.start('writer');
  for (let i = 0; i < options.webProcesses; i++) children.start('web');

  /** Jobs wait until the first web process answers, so that they do not compete with it at the start. */
  let first = true;
  function startJobs() {
    children.start('jobs', first ? ['first'] : []);
    first = false;
  }

  /** A successor is ready before the old one leaves; one of which there may be only one is loaded and waits for its lock. */
  async function replace(old: Child) {
    const fresh = children.start(old.role, [], true);
    try {
      await children.until(fresh, old.role === 'web' ? ['ready'] : ['standing', 'ready']);
    } catch (error) {
      void children.leave(fresh);
      throw error;
    }
    await children.leave(old);
    try {
      await children.until(fresh, ['ready']);
    } catch (error) {
      if (fresh.state === 'ended') children.start(old.role);
      throw error;
    }
  }

  const order: readonly RoleName[] = ['writer', 'web', 'jobs'];
  let replacing: Promise<void> | undefined;
  async function replaceEach() {
    for (const role of order) for (const child of ready(role)) await replace(child);
  }

  return {
    port,
    children: () => children.all().map(infoOf),
    replaceAll() {
      replacing ??= replaceEach().finally(() => {
        replacing = undefined;
      });
      return replacing;
    },
    hopeless: hopeless.promise,
    async stop() {
      children.stop();
      server.close();
      connections.stop();
      const not = (role: RoleName) => children.all().filter((child) => child.role !== role);
      await Promise.all(not('writer').map(children.leave));
      await Promise.all(children.all().map(children.leave));
    },
  };
}

function infoOf({ role, pid, state }: Child): ChildInfo {
  return { role, pid, state };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new StartError(`cannot listen on ${host}, port ${port}: ${error.message}`)),
    );
    server.listen({ port, host, backlog: BACKLOG }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function countChildren(
  figures: Figures,
  children: ReturnType<typeof keepChildren>,
  connections: ReturnType<typeof handOut>,
): void {
  figures.gauge('rooftop_restarts_total', 'Processes started again after they died.', () =>
    [...children.restarts()].map(([role, count]) => [`of="${role}"`, count] as const),
  );
  figures.gauge('rooftop_connections_waiting', 'Connections that wait for a web process.', () =>
    connections.waiting(),
  );
}
