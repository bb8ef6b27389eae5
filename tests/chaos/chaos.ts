import type { ChildProcess } from 'node:child_process';
import { registry } from '#app/registry.ts';
import { askSupervisor } from '#machinery/roles/supervisor/desk.ts';
import { verifyLog } from '#view/verify.ts';
import type { Person } from '../support/house.ts';
import { openLine } from '../support/line.ts';
import { type RunningServer, run, startRunningServer, until } from '../support/running-server.ts';
import { type Ledger, startWriter } from './load.ts';

export type ChaosOptions = {
  readonly kills: number;
  readonly writers?: number;
  readonly webProcesses?: number;
  /** The same seed kills in the same order. */
  readonly seed?: number;
  readonly onKill?: (what: string, n: number) => void;
};

export type Outcome = {
  /** How often each kind of process was killed; `supervisor` takes all others with it. */
  readonly kills: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  /** Acknowledged posts, edits and deletions that are not there, keys that became more than one post, and whatever else is wrong. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly wrong: readonly string[];
  /** From each kill to the next acknowledged write that was sent after it, milliseconds. */
  readonly silences: readonly number[];
};

const WRITERS = 8;
const SUPERVISOR_SHARE = 0.1;
/** How often a kill comes while the server is still recovering from the one before. */
const HASTE_SHARE = 0.2;
const PAUSE_LEAST_MS = 50;
const PAUSE_MOST_MS = 400;

/** Kills random processes of a server under load, then looks whether every acknowledged write is there exactly once. */
export async function runChaos(options: ChaosOptions): Promise<Outcome> {
  const { kills, writers = WRITERS, webProcesses = 2, seed = 1 } = options;
  const chance = seeded(seed);
  const server = await startRunningServer({ ROOFTOP_PROCESSES: String(webProcesses) });
  const current: { process?: ChildProcess } = {};
  try {
    await server.untilReady('web', webProcesses);
    const people = [];
    for (let i = 0; i < writers; i++) people.push(await server.person(`writer${i}`));
    const load = people.map((person, i) => startWriter(server.port, person, seeded(seed * 1_000 + i)));
    const killed: Record<string, number> = {};
    const killedAt: number[] = [];
    for (let n = 1; n <= kills; n++) {
      if (chance() >= HASTE_SHARE) await untilWhole(server, webProcesses);
      await pause(PAUSE_LEAST_MS + chance() * (PAUSE_MOST_MS - PAUSE_LEAST_MS));
      const what = await killOne(server, current, chance, webProcesses);
      killedAt.push(performance.now());
      killed[what] = (killed[what] ?? 0) + 1;
      options.onKill?.(what, n);
    }
    await untilWhole(server, webProcesses);
    await pause(PAUSE_MOST_MS);
    const ledgers = await Promise.all(load.map((writer) => writer.stop()));
    const found = await compare(server, people, ledgers);
    return { kills: killed, ...found, silences: silencesAfter(killedAt, ledgers) };
  } finally {
    await end(current.process);
    await server.clear();
  }
}

async function killOne(
  server: RunningServer,
  current: { process?: ChildProcess },
  chance: () => number,
  webProcesses: number,
): Promise<string> {
  if (chance() < SUPERVISOR_SHARE) {
    await end(current.process ?? server.pid);
    current.process = startAgain(server, webProcesses);
    return 'supervisor';
  }
  for (;;) {
    const ended = current.process?.exitCode ?? null;
    if (ended !== null) throw new Error(`the server ended by itself with ${ended}`);
    const status = await askSupervisor(server.folder.desk, 'status');
    const children = status?.children.filter(({ pid }) => pid > 0) ?? [];
    const child = children[Math.floor(chance() * children.length)];
    if (child && kill(child.pid)) return child.role;
    await pause(PAUSE_LEAST_MS);
  }
}

function startAgain(server: RunningServer, webProcesses: number): ChildProcess {
  const started = run(['serve'], {
    ROOFTOP_DATA: server.folder.root,
    ROOFTOP_PORT: String(server.port),
    ROOFTOP_PROCESSES: String(webProcesses),
  });
  started.stdout!.resume();
  started.stderr!.pipe(process.stderr);
  return started;
}

/** Kills a supervisor, and waits until it is gone and its port is free. */
async function end(supervisor: ChildProcess | number | undefined): Promise<void> {
  if (supervisor === undefined) return;
  if (typeof supervisor === 'number') return void kill(supervisor);
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
  const ended = new Promise((resolve) => supervisor.once('exit', resolve));
  supervisor.kill('SIGKILL');
  await ended;
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

async function untilWhole(server: RunningServer, webProcesses: number): Promise<void> {
  await until(async () => {
    const status = await askSupervisor(server.folder.desk, 'status');
    const ready = status?.children.filter(({ state }) => state === 'ready') ?? [];
    return ready.length === webProcesses + 2 || undefined;
  }, 'the server did not become whole again');
}

type Found = Pick<Outcome, 'acknowledged' | 'lost' | 'doubled' | 'wrong'>;

/** Reads everything each writer has now, through the API, and compares it with what was acknowledged. */
async function compare(
  server: RunningServer,
  people: readonly Person[],
  ledgers: readonly Ledger[],
): Promise<Found> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const wrong = ledgers.flatMap((ledger) => ledger.wrong);
  for (const [i, ledger] of ledgers.entries()) {
    const there = await postsOf(server.port, people[i]!);
    for (const [key, { id, text, state }] of ledger.kept) {
      const posts = there.filter((post) => post.text.includes(key));
      const here = posts.find((post) => post.id === id);
      if (posts.length > 1) doubled.push(`key ${key} is ${posts.length} posts`);
      if (state === 'deleted' && here) lost.push(`the deletion of ${id}`);
      if (state === 'there' && here?.text !== text) lost.push(`${id} says ${here?.text}, not ${text}`);
    }
    const keys = new Set([...ledger.kept.values()].map(({ id }) => id));
    for (const { id } of there) if (!keys.has(id)) wrong.push(`${id} was never acknowledged`);
  }
  const verified = await verifyLog({ paths: server.folder, registry: registry() });
  if (verified.broken.length + verified.failed.length + verified.differences.length > 0)
    wrong.push(`the log and the view differ: ${JSON.stringify(verified)}`);
  return {
    acknowledged: ledgers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    lost,
    doubled,
    wrong,
  };
}

type Post = { readonly id: string; readonly text: string };

async function postsOf(port: number, { id, token }: Person): Promise<readonly Post[]> {
  const line = openLine(port);
  const posts: Post[] = [];
  for (let before = ''; ; ) {
    const path = `/api/v1/accounts/${id}/statuses?limit=40${before && `&max_id=${before}`}`;
    const page = await line.json<readonly { id: string; content: string }[]>('GET', path, { token });
    posts.push(...page.map(({ id, content }) => ({ id, text: content.replace(/<[^>]+>/g, '') })));
    const last = page.at(-1);
    if (!last) break;
    before = last.id;
  }
  line.close();
  return posts;
}

function silencesAfter(killedAt: readonly number[], ledgers: readonly Ledger[]): readonly number[] {
  const all = ledgers.flatMap(({ acknowledged }) => acknowledged).sort((a, b) => a.at - b.at);
  return killedAt.flatMap((killed) => {
    const next = all.find(({ sentAt, at }) => sentAt >= killed && at >= killed);
    return next ? [next.at - killed] : [];
  });
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
