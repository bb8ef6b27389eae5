import type { Socket } from 'node:net';
import type { Report } from '#machinery/logging.ts';
import type { Figures, ProcessFigures } from '#machinery/metrics/figures.ts';
import { type ChildSays, HOPELESS, type SupervisorSays } from '#machinery/roles/messages.ts';
import { StartError } from '#machinery/roles/start-error.ts';

export type ChildRole = {
  /** Finishes what is under way. */
  leave(): Promise<void>;
  /** Takes a connection the supervisor accepted. */
  take?(socket: Socket): void;
};

/** What a role may say to its supervisor while it starts and runs. */
export type Line = {
  /** It goes on with what must be done before it stands. */
  preparing(): void;
  /** Everything is loaded and its predecessor may end. */
  standing(): void;
  /** The figures of all processes; only its own when the supervisor does not answer. */
  gather(): Promise<readonly ProcessFigures[]>;
};

export type ChildOptions = {
  readonly name: string;
  readonly figures: Figures;
  readonly report: Report;
};

const GATHER_MOST_MS = 1_000;

/** Runs a role under a supervisor: says when it is ready, leaves when told to, and never outlives the supervisor. */
export async function runAsChild(
  { name, figures, report }: ChildOptions,
  start: (line: Line) => Promise<ChildRole>,
): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.on('SIGHUP', () => {});
  /** What cannot be said is lost with the supervisor, and this process with it. */
  const say = (message: ChildSays) => void process.send?.(message, undefined, undefined, () => {});
  const gathering = new Map<number, (all: readonly ProcessFigures[]) => void>();
  let asked = 0;
  let role: ChildRole | undefined;
  let leaving = false;

  process.on('message', (message: SupervisorSays, handle?: unknown) => {
    if ('connection' in message) {
      if (!handle || !role?.take) return;
      say({ took: message.connection });
      return role.take(handle as Socket);
    }
    if ('tell' in message) return say({ told: message.tell, figures: figures.tell() });
    if ('gathered' in message) return gathering.get(message.gathered)?.(message.all);
    leaving = true;
    if (role) void leave(role, report);
  });

  function gather(): Promise<readonly ProcessFigures[]> {
    const n = asked++;
    return new Promise((resolve) => {
      const end = (all: readonly ProcessFigures[]) => {
        clearTimeout(timer);
        gathering.delete(n);
        resolve(all);
      };
      const own = () => end([{ role: name, pid: process.pid, figures: figures.tell() }]);
      const timer = setTimeout(own, GATHER_MOST_MS);
      gathering.set(n, end);
      say({ gather: n });
    });
  }

  try {
    role = await start({
      preparing: () => say({ preparing: true }),
      standing: () => say({ standing: true }),
      gather,
    });
  } catch (error) {
    report(`the ${name} process cannot start`, error);
    process.exit(error instanceof StartError ? HOPELESS : 1);
  }
  if (leaving) await leave(role, report);
  say({ ready: true });
}

async function leave(role: ChildRole, report: Report): Promise<void> {
  try {
    await role.leave();
  } catch (error) {
    report('leaving failed', error);
    process.exit(1);
  }
  process.exit(0);
}
