import assert from 'node:assert/strict';
import { accountStore } from '#rooms/accounts/index.ts';
import { type ArchiveReport, importArchives } from '#rooms/archive/import-archive.ts';
import { readArchives } from '#rooms/archive/read-archives.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { oldTwitter } from './fixtures.ts';
import { type Contents, type Scratch, scratch } from './packed.ts';

/** A post as the client API shows it, as far as these tests look. */
export type Shown = {
  readonly id: string;
  readonly content: string;
  readonly created_at: string;
  readonly in_reply_to_id: string | null;
  readonly replies_count: number;
  readonly visibility: string;
  readonly mentions: readonly unknown[];
  readonly spoiler_text: string;
  readonly language: string | null;
  readonly media_attachments: readonly {
    readonly type: string;
    readonly description: string | null;
    readonly meta: { readonly focus: object };
  }[];
  readonly reblog: Shown | null;
  readonly account: { readonly username: string };
};

/** A server to import into, with a place for archives. */
export type Importing = {
  readonly server: TestHouse;
  readonly place: Scratch;
  /** Imports what is laid out as a folder; all of it when there are several archives, telling of the first. */
  bring(contents: Contents, as?: string): Promise<ArchiveReport>;
  postsOf(username: string, token?: string): Promise<Shown[]>;
  /** Fails when anything went wrong inside. */
  close(): Promise<void>;
};

export const WISH = { as: undefined, dryRun: false, progress() {} } as const;

export async function openImporting(): Promise<Importing> {
  const server = await openTestHouse();
  const place = await scratch();
  let made = 0;
  return {
    server,
    place,
    async bring(contents, as) {
      await using found = await readArchives([await place.folder(`archive${made++}`, contents)]);
      const [report] = await importArchives(server.house, found.archives, { ...WISH, as });
      return report!;
    },
    async postsOf(username, token) {
      const account = server.view.of(accountStore).byName(username.toLowerCase(), '');
      return server.json('GET', `/api/v1/accounts/${account!.id}/statuses?limit=40`, { token });
    },
    async close() {
      assert.deepEqual(server.faults, []);
      await server.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

/** Everything that is kept of posts, to compare two houses. */
export function kept(house: TestHouse): unknown {
  const rows = (sql: string) => house.view.db.prepare(sql).all();
  return {
    statuses: rows(
      `SELECT s.id, a.username, s.text, s.html, s.visibility, s.created_at, s.reply_to_id, s.label FROM status s
       JOIN account a ON a.id = s.account_id ORDER BY s.id`,
    ),
    stats: rows('SELECT * FROM status_stat ORDER BY status_id'),
    sources: rows('SELECT source, source_id, status_id, estimated FROM import_source ORDER BY source_id'),
    tags: rows('SELECT t.key, s.status_id FROM status_tag s JOIN tag t ON t.id = s.tag_id ORDER BY 1, 2'),
    accounts: rows(
      'SELECT a.username, s.statuses FROM account a JOIN account_stat s ON s.account_id = a.id ORDER BY 1',
    ),
  };
}

/** A small archive of three posts, the second an answer to the first. */
export const OWNER = oldTwitter('Webmaker', '77', [
  { id: '1000', at: 'Mon Jun 15 10:00:00 +0000 2009', text: 'first #Story &lt;3' },
  { id: '2000', at: 'Mon Jun 15 11:00:00 +0000 2009', text: '@victim second', replyTo: '1000' },
  { id: '3000', at: 'Mon Jun 15 12:00:00 +0000 2009', text: 'RT @other: third #story' },
]);

/** Several archives in folders of one. */
export function prefixed(folders: Readonly<Record<string, Contents>>): Contents {
  return Object.fromEntries(
    Object.entries(folders).flatMap(([folder, contents]) =>
      Object.entries(contents).map(([name, content]) => [`${folder}/${name}`, content]),
    ),
  );
}
