import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { registry } from '#app/registry.ts';
import { openLocalLog } from '#log/local.ts';
import { localFiles } from '#machinery/files.ts';
import type { House } from '#machinery/house.ts';
import { openSecrets } from '#machinery/secrets.ts';
import { openShelf } from '#machinery/shelf.ts';
import { createUser } from '#rooms/accounts/index.ts';
import { follow } from '#rooms/follows/index.ts';
import { issueToken } from '#rooms/oauth/index.ts';
import { type PostDraft, post } from '#rooms/statuses/post-status.ts';
import { keepView } from '#view/keeper.ts';
import { openViewForWriting } from '#view/open.ts';
import { openReader } from '#view/reader.ts';
import { startWriter } from '#view/writer.ts';
import { persianPost } from './texts.ts';

export type Seeded = {
  readonly folder: string;
  /** Tokens of the authors, who follow nobody. */
  readonly tokens: readonly string[];
  /** A reader who follows all authors. */
  readonly readerToken: string;
  readonly firstStatusId: number;
  readonly lastStatusId: number;
  /** A status with a hundred answers. */
  readonly threadId: number;
};

const AT_ONCE = 256;
const ANSWERS = 100;
const TAGS = ['باران', 'بازار', 'خبر', 'rooftop'] as const;

/** Fills a folder with authors, a reader who follows them all, and posts, through the real commands. */
export async function seed(folder: string, authors: number, posts: number): Promise<Seeded> {
  mkdirSync(folder, { recursive: true });
  const log = openLocalLog(join(folder, 'log.db'));
  const db = openViewForWriting(join(folder, 'view.db'));
  const keeper = await keepView(db, log, registry());
  const report = (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  };
  const writer = startWriter({ log, keeper, now: Date.now, report });
  const view = openReader(join(folder, 'view.db'));
  const house: House = {
    world: { now: Date.now, random: randomBytes, fetch },
    origin: 'http://localhost:3000',
    domain: 'localhost:3000',
    view: () => view,
    way: writer.submit,
    files: localFiles(join(folder, 'media')),
    shelf: openShelf(join(folder, 'public')),
    secrets: openSecrets(join(folder, 'secret.key')),
  };
  const people = await inGroups(authors, (n) => person(house, `author${n}`));
  const reader = await person(house, 'reader');
  await inGroups(authors, (n) => follow(house, reader.id, people[n]!.id));
  const write = (n: number, replyToId?: number) =>
    post(house, people[(n * 7919) % authors]!.id, draft(n, replyToId));
  const { id: threadId } = await write(0);
  for (let n = 1; n <= ANSWERS; n++) await write(n, threadId);
  let lastStatusId = threadId;
  await inGroups(posts, async (n) => {
    lastStatusId = (await write(n)).id;
    if (n % 50_000 === 49_999) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  });
  await writer.stop();
  view.close();
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  log.close();
  const tokens = people.map((p) => p.token);
  return { folder, tokens, readerToken: reader.token, firstStatusId: threadId, lastStatusId, threadId };
}

function draft(n: number, replyToId: number | undefined): PostDraft {
  const text = persianPost(n, TAGS[n % TAGS.length]);
  return { text, spoiler: '', visibility: 0, sensitive: false, language: 'fa', replyToId, mediaIds: [] };
}

async function person(house: House, username: string): Promise<{ id: number; token: string }> {
  const { id } = await createUser(house, {
    username,
    displayName: `نویسندهٔ ${username}`,
    email: null,
    passwordHash: null,
    role: 'user',
    state: 'active',
    reason: '',
    locale: null,
    imported: false,
  });
  const token = await issueToken(house, {
    accountId: id,
    appId: null,
    scopes: 'read write follow',
    kind: 'user',
  });
  return { id, token };
}

async function inGroups<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - from);
    all.push(...(await Promise.all(Array.from({ length: size }, (_, i) => make(from + i)))));
  }
  return all;
}
