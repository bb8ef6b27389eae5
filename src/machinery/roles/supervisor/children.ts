import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Report } from '#machinery/logging.ts';
import { type ChildSays, HOPELESS, type RoleName, type SupervisorSays } from '#machinery/roles/messages.ts';

const RESTART_FIRST_MS = 20;
const RESTART_MOST_MS = 5_000;
const STABLE_AFTER_MS = 1_000;
const READY_MOST_MS = 30_000;
const LEAVE_MOST_MS = 35_000;

/** Jobs are never in a hurry: their young objects may be collected more often, which saves 20 MiB. */
const V8_FLAGS: Readonly<Partial<Record<RoleName, readonly string[]>>> = {
  jobs: ['--max-semi-space-size=2'],
};

export type ChildState = 'starting' | 'standing' | 'ready' | 'leaving' | 'ended';

/** A connection that no process has yet, and when its patience ends. */
export type Held = { readonly socket: Socket; readonly until: number };

export type Child = {
  readonly role: RoleName;
  readonly pid: number;
  readonly process: ChildProcess;
  /** When it was ready first; never for one that died before. */
  readyAt: number;
  /** When it last said that it goes on. */
  heardAt: number;
  /** Meant to take over from one that still serves: when it dies before it could, it is not started again. */
  readonly standIn: boolean;
  state: ChildState;
  /** Connections on their way to it: those it has not said to have. */
  readonly giving: Map<number, Held>;
};

export type ChildrenOptions = {
  /** The program that takes `role NAME` as arguments. */
  readonly program: string;
  readonly report: Report;
  readonly onReady: (child: Child) => void;
  readonly onSaid: (child: Child, message: ChildSays) => void;
  readonly onEnded: (child: Child) => void;
  /** A child says that starting it again would not help. */
  readonly onHopeless: (child: Child) => void;
};

export type Children = {
  start(role: RoleName, more?: readonly string[], standIn?: boolean): Child;
  all(): readonly Child[];
  /** Rejects when the child ends first, or is not there within 30 s of the last it said. */
  until(child: Child, states: readonly ChildState[]): Promise<void>;
  /** Asks a child to finish what it has and end; ends it after 35 s. */
  leave(child: Child): Promise<void>;
  /** How often each role had to be started again. */
  restarts(): ReadonlyMap<RoleName, number>;
  /** From now on nothing is started again. */
  stop(): void;
};

/** Starts children and starts those again that die: at once, or with growing pauses while they die before they have served a second. */
export function keepChildren(options: ChildrenOptions): Children {
  const { report } = options;
  const children = new Set<Child>();
  const delays = new Map<RoleName, number>();
  const restarts = new Map<RoleName, number>();
  const watchers = new Set<() => void>();
  let stopping = false;

  function start(role: RoleName, more: readonly string[] = [], standIn = false): Child {
    const forked = fork(options.program, ['role', role, ...more], {
      execArgv: [...process.execArgv, ...(V8_FLAGS[role] ?? [])],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const child: Child = {
      role,
      pid: forked.pid ?? 0,
      process: forked,
      readyAt: Number.POSITIVE_INFINITY,
      heardAt: performance.now(),
      standIn,
      state: 'starting',
      giving: new Map(),
    };
    children.add(child);
    forked.on('message', (message: ChildSays) => hear(child, message));
    forked.on('error', (error) => report(`the ${role} process cannot be reached`, error));
    forked.on('exit', (code, signal) => ended(child, code, signal));
    return child;
  }

  function hear(child: Child, message: ChildSays) {
    child.heardAt = performance.now();
    if ('preparing' in message) return;
    if ('standing' in message) move(child, 'standing');
    else if ('ready' in message) {
      child.readyAt = performance.now();
      move(child, 'ready');
      options.onReady(child);
    } else options.onSaid(child, message);
  }

  function move(child: Child, state: ChildState) {
    if (child.state !== 'leaving' || state === 'ended') child.state = state;
    for (const look of watchers) look();
  }

  function ended(child: Child, code: number | null, signal: string | null) {
    const expected = stopping || child.state === 'leaving';
    children.delete(child);
    move(child, 'ended');
    options.onEnded(child);
    if (expected) return;
    report(`the ${child.role} process ended (${signal ?? code})`);
    if (child.standIn && child.readyAt === Number.POSITIVE_INFINITY) return;
    if (code === HOPELESS) return options.onHopeless(child);
    restarts.set(child.role, (restarts.get(child.role) ?? 0) + 1);
    setTimeout(() => stopping || start(child.role), nextDelay(child));
  }

  function nextDelay(child: Child): number {
    const stable = performance.now() - child.readyAt > STABLE_AFTER_MS;
    const before = stable ? undefined : delays.get(child.role);
    const delay = before === undefined ? RESTART_FIRST_MS : Math.min(RESTART_MOST_MS, before * 2);
    delays.set(child.role, delay);
    return delay;
  }

  function until(child: Child, states: readonly ChildState[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (error?: Error) => {
        clearTimeout(timer);
        watchers.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (states.includes(child.state)) end();
        else if (child.state === 'ended') end(new Error(`a new ${child.role} process ended`));
      };
      const late = () => {
        const left = child.heardAt + READY_MOST_MS - performance.now();
        if (left > 0) timer = setTimeout(late, left);
        else end(new Error(`a new ${child.role} process did not become ready`));
      };
      let timer = setTimeout(late, READY_MOST_MS);
      watchers.add(look);
      look();
    });
  }

  async function leave(child: Child): Promise<void> {
    if (child.state === 'ended') return;
    move(child, 'leaving');
    const timer = setTimeout(() => child.process.kill('SIGKILL'), LEAVE_MOST_MS);
    const gone = new Promise((resolve) => child.process.once('exit', resolve));
    const message: SupervisorSays = { leave: true };
    child.process.send(message, () => {});
    await gone;
    clearTimeout(timer);
  }

  return {
    start,
    all: () => [...children],
    until,
    leave,
    restarts: () => restarts,
    stop() {
      stopping = true;
    },
  };
}
