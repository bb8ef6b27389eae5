import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '#app/http.ts';
import { registry } from '#app/registry.ts';
import { openLocalLog } from '#log/local.ts';
import type { Db } from '#log/sqlite.ts';
import { localFiles } from '#machinery/files.ts';
import type { House } from '#machinery/house.ts';
import { makeLimits } from '#machinery/http/limits.ts';
import { openSecrets } from '#machinery/secrets.ts';
import { openShelf } from '#machinery/shelf.ts';
import { createUser, type NewUser } from '#rooms/accounts/index.ts';
import { issueToken } from '#rooms/oauth/index.ts';
import type { World } from '#values/world.ts';
import { keepView } from '#view/keeper.ts';
import { openViewForWriting } from '#view/open.ts';
import { openReader, type View } from '#view/reader.ts';
import { startWriter } from '#view/writer.ts';
import { assertSameView } from './same-view.ts';

export type Person = { readonly id: number; readonly username: string; readonly token: string };

export type Ask = {
  readonly token?: string | undefined;
  readonly json?: unknown;
  readonly form?: Record<string, string> | URLSearchParams | FormData;
  readonly headers?: Record<string, string>;
  /** A body as it stands; its type goes into the headers. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

/** A whole server in a temporary folder, without a port: real log, real view, real routes. */
export type TestHouse = {
  readonly house: House;
  readonly folder: string;
  readonly view: View;
  /** The writer's connection, to measure what a command costs or to set up what no command does. Then the log is not replayed at the end. */
  readonly writerDb: Db;
  request(method: string, path: string, ask?: Ask): Promise<Response>;
  /** The answer's JSON. Fails unless the status is as expected (200 by default). */
  json<T = Record<string, unknown>>(method: string, path: string, ask?: Ask, status?: number): Promise<T>;
  /** A local account with a token that carries all scopes. */
  person(username: string, more?: Partial<NewUser>): Promise<Person>;
  /** Errors that were reported; a test that expects none should look. */
  readonly faults: unknown[];
  /** Ends, replays the log into a fresh view and fails unless it is the same. */
  close(): Promise<void>;
};

export const ALL_SCOPES = 'read write follow push profile admin:read admin:write';

export async function openTestHouse(world: Partial<World> = {}): Promise<TestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'rooftop-test-'));
  const faults: unknown[] = [];
  const report = (_what: string, error: unknown) => void faults.push(error);
  const now = world.now ?? Date.now;
  const log = openLocalLog(join(folder, 'log.db'));
  const db = openViewForWriting(join(folder, 'view.db'));
  const keeper = await keepView(db, log, registry());
  await keeper.catchUp();
  const writer = startWriter({ log, keeper, now, report });
  const view = openReader(join(folder, 'view.db'));
  let tampered = false;
  const house: House = {
    world: { now, random: randomBytes, fetch: globalThis.fetch, ...world },
    origin: 'http://rooftop.test',
    domain: 'rooftop.test',
    view: () => view,
    way: writer.submit,
    files: localFiles(join(folder, 'media')),
    shelf: openShelf(join(folder, 'public')),
    secrets: openSecrets(join(folder, 'secret.key')),
  };
  const app = makeApp({ house, addressOf: (_request, peer) => peer, limits: makeLimits(now), report });

  async function request(method: string, path: string, ask: Ask = {}): Promise<Response> {
    const headers = new Headers(ask.headers);
    if (ask.token) headers.set('authorization', `Bearer ${ask.token}`);
    if (ask.json !== undefined) headers.set('content-type', 'application/json');
    const form = ask.form && !(ask.form instanceof FormData) ? new URLSearchParams(ask.form) : ask.form;
    const body = ask.json === undefined ? (form ?? ask.body) : JSON.stringify(ask.json);
    return app.request(new Request(`${house.origin}${path}`, { method, headers, body: body ?? null }));
  }

  return {
    house,
    folder,
    view,
    get writerDb() {
      tampered = true;
      return db;
    },
    request,
    async json<T>(method: string, path: string, ask?: Ask, status = 200): Promise<T> {
      const response = await request(method, path, ask);
      const text = await response.text();
      if (response.status !== status)
        throw new Error(`${method} ${path} answered ${response.status} ${text.slice(0, 500)}`);
      return JSON.parse(text) as T;
    },
    async person(username, more = {}) {
      const { id } = await createUser(house, { ...PLAIN, username, displayName: username, ...more });
      const token = await issueToken(house, { accountId: id, appId: null, scopes: ALL_SCOPES, kind: 'user' });
      return { id, username, token };
    },
    faults,
    async close() {
      await writer.stop();
      view.close();
      db.close();
      await log.close();
      try {
        if (!tampered) await assertSameView(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
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
