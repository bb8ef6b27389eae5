import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ControlClient, openControl } from '#machinery/control/client.ts';
import type { House } from '#machinery/house.ts';
import { dataFolder, type Folder } from '#machinery/roles/folder.ts';
import type { RoleName } from '#machinery/roles/messages.ts';
import { openHouseBeside } from '#machinery/roles/reading.ts';
import { askSupervisor, type SupervisorStatus } from '#machinery/roles/supervisor/desk.ts';
import { createUser } from '#rooms/accounts/index.ts';
import { ALL_SCOPES, issueToken } from '#rooms/oauth/index.ts';
import type { World } from '#values/world.ts';
import type { Person } from './house.ts';

/** A whole server in processes of its own, as `rooftop serve` runs it, on a free port over a temporary folder. */
export type RunningServer = {
  readonly port: number;
  readonly pid: number;
  readonly folder: Folder;
  /** The house as this process sees it beside the server. */
  readonly house: House;
  /** What the server printed and reported so far. */
  readonly lines: readonly string[];
  status(): Promise<SupervisorStatus>;
  /** The pids of the processes of a role that are ready; one that was killed is none, even before the server knows. */
  pids(role: RoleName): Promise<readonly number[]>;
  /** Waits until so many processes of a role are ready, and none of them is one of `not`. */
  untilReady(role: RoleName, count: number, not?: readonly number[]): Promise<void>;
  /** Waits until the server has printed a line like this. */
  untilLine(like: RegExp): Promise<string>;
  person(username: string): Promise<Person>;
  /** Asks it to end, and waits; the exit code. */
  stop(): Promise<number | null>;
  /** Ends what is left of it and removes its folder. */
  clear(): Promise<void>;
};

export const PROGRAM = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
export const WORLD: World = { now: Date.now, random: randomBytes, fetch: globalThis.fetch };
const START_MOST_MS = 20_000;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rooftop-server-'));
}

/** Starts a server. `settings` are further settings of its environment. */
export async function startRunningServer(settings: Record<string, string> = {}): Promise<RunningServer> {
  const root = settings['ROOFTOP_DATA'] ?? temporaryFolder();
  const folder = dataFolder(root);
  const child = run(['serve'], { ROOFTOP_DATA: root, ROOFTOP_PORT: '0', ...settings });
  try {
    return await follow(child, folder);
  } catch (error) {
    child.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true, maxRetries: 20 });
    throw error;
  }
}

/** Waits until the server answers, and watches it from then on. */
async function follow(child: ChildProcess, folder: Folder): Promise<RunningServer> {
  const lines = linesOf(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await until(() => portIn(lines), `the server did not start: ${lines.join('\n')}`);
  const control: ControlClient = openControl({ path: folder.control });
  if (!(await control.connected(START_MOST_MS))) {
    control.close();
    throw new Error(`there is no writer: ${lines.join('\n')}`);
  }
  const origin = `http://localhost:${port}`;
  const { house, close } = await openHouseBeside(control, { folder, world: WORLD, origin });

  async function status(): Promise<SupervisorStatus> {
    const answer = await askSupervisor(folder.desk, 'status');
    if (!answer) throw new Error(`the supervisor does not answer: ${lines.join('\n')}`);
    return answer;
  }
  const pids = async (role: RoleName) =>
    (await status()).children
      .filter((one) => one.role === role && one.state === 'ready' && isAlive(one.pid))
      .map(({ pid }) => pid);

  const server: RunningServer = {
    port,
    pid: child.pid!,
    folder,
    house,
    lines,
    status,
    pids,
    async untilReady(role, count, not = []) {
      await until(
        async () => (await pids(role)).filter((pid) => !not.includes(pid)).length >= count || undefined,
        `no ${count} ${role} processes became ready: ${lines.join('\n')}`,
      );
    },
    untilLine: (like) =>
      until(() => lines.find((line) => like.test(line)), `it did not print ${like}: ${lines.join('\n')}`),
    async person(username) {
      const { id } = await createUser(house, { ...PLAIN, username, displayName: username });
      const token = await issueToken(house, { accountId: id, appId: null, scopes: ALL_SCOPES, kind: 'user' });
      return { id, username, token };
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async clear() {
      close();
      control.close();
      child.kill('SIGKILL');
      await ended;
      rmSync(folder.root, { recursive: true, force: true, maxRetries: 20 });
    },
  };
  await until(() => answers(port), `the server does not answer: ${lines.join('\n')}`);
  return server;
}

const PLAIN = {
  email: null,
  passwordHash: null,
  role: 'user',
  state: 'active',
  reason: '',
  locale: null,
  imported: false,
} as const;

/** Runs the program with words and settings of its own. */
export function run(words: readonly string[], settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ROOFTOP_HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the program to its end. */
export async function runToEnd(words: readonly string[], settings: Record<string, string>) {
  const child = run(words, settings);
  const texts = [child.stdout!, child.stderr!].map(async (stream) => {
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    return text;
  });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr] = await Promise.all(texts);
  return { code: await code, stdout: stdout!, stderr: stderr! };
}

function answers(port: number): Promise<true | undefined> {
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    ({ ok }) => ok || undefined,
    () => undefined,
  );
}

function linesOf(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!])
    createInterface({ input: stream }).on('line', (line) => void lines.push(line));
  return lines;
}

function portIn(lines: readonly string[]): number | undefined {
  const found = lines.map((line) => /^Rooftop listens on \S+, port (\d+)/.exec(line)).find(Boolean);
  return found ? Number(found[1]) : undefined;
}

/** Waits for a value, looking every 10 ms; fails with the message after 20 s. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  otherwise: string,
): Promise<T> {
  const endsAt = performance.now() + START_MOST_MS;
  while (performance.now() < endsAt) {
    const value = await look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(otherwise);
}

/** Whether a process still runs. One that has ended may stay in the table until somebody asks for its code. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}
