import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importArchives } from '#rooms/archive/import-archive.ts';
import { readArchives } from '#rooms/archive/read-archives.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { sharedPath } from '../support/shared.ts';

/** Real archives, where they lie beside the repository. The same is shown on small ones in import.test.ts. */
const archives = sharedPath('archives');

type Raw = {
  readonly id_str: string;
  readonly text: string;
  readonly created_at: string;
  readonly user: { readonly screen_name: string };
};

/** The tweets of June 2009, read without any of the importer's code. */
function rawTweets(folder: string): Raw[] {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name, 'data/js/tweets/2009_06.js'), 'utf8');
    return JSON.parse(text.slice(text.indexOf('['))) as Raw[];
  });
}

async function importAll(server: TestHouse, ...paths: string[]) {
  await using found = await readArchives(paths);
  assert.deepEqual(found.problems, []);
  return importArchives(server.house, found.archives, { as: undefined, dryRun: false, progress() {} });
}

if (archives !== undefined) {
  test('all posts of June 2009 are in, with their authors, days and hashtags', async () => {
    const server = await openTestHouse();
    const folder = join(archives, 'twitter-2009-06');
    const raw = rawTweets(folder);
    const reports = await importAll(server, folder);
    assert.equal(raw.length, 3_702);
    assert.equal(
      reports.reduce((sum, report) => sum + report.imported, 0),
      3_702,
    );
    const rows = server.view.db
      .prepare<{ id: number; sourceId: string; author: string; at: number; estimated: number }>(
        `SELECT s.id, i.source_id AS sourceId, a.username AS author, s.created_at AS at, i.estimated FROM import_source i
         JOIN status s ON s.id = i.status_id JOIN account a ON a.id = s.account_id`,
      )
      .all();
    const byId = new Map(rows.map((row) => [row.sourceId, row]));
    for (const tweet of raw) {
      const row = byId.get(tweet.id_str)!;
      const stated = new Date(tweet.created_at);
      assert.equal(row.author, tweet.user.screen_name);
      assert.equal(new Date(row.at).toISOString().slice(0, 10), stated.toISOString().slice(0, 10));
      if (row.estimated === 0) assert.equal(row.at, stated.getTime());
    }
    const inOrder = [...rows].sort((a, b) => Number(a.sourceId) - Number(b.sourceId));
    for (let i = 1; i < inOrder.length; i++)
      assert.ok(inOrder[i]!.at >= inOrder[i - 1]!.at - 1_000, inOrder[i]!.sourceId);

    const wanted = raw
      .filter((tweet) => /#iranelection/i.test(tweet.text))
      .map((tweet) => byId.get(tweet.id_str)!);
    const tagged = await server.json<{ id: string; created_at: string }[]>(
      'GET',
      '/api/v1/timelines/tag/IranElection?limit=40',
    );
    assert.ok(wanted.length > 10);
    assert.deepEqual(
      tagged.map((post) => post.id),
      wanted
        .map((row) => String(row.id))
        .sort()
        .reverse(),
    );
    for (let i = 1; i < tagged.length; i++) assert.ok(tagged[i]!.created_at <= tagged[i - 1]!.created_at);

    const again = await importAll(server, folder);
    assert.deepEqual(
      again.map((report) => report.imported),
      Array(7).fill(0),
    );
    await server.close();
  });

  test('an archive of today and one of Mastodon are in, each item or its reason', async () => {
    const server = await openTestHouse();
    const reports = await importAll(server, join(archives, 'twitter-modern'), join(archives, 'mastodon'));
    const [modern, mastodon] = reports;
    assert.equal(modern!.imported + modern!.skipped.length, 1_223);
    assert.equal(mastodon!.imported + mastodon!.skipped.length, 1_586);
    assert.ok(modern!.imported > 1_200 && mastodon!.imported > 1_250);
    assert.deepEqual(server.faults, []);
    await server.close();
  });
}
