import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';

/** Statements run so far, by their text. Counting begins before anything prepares one. */
const ran: string[] = [];
const prepare = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function counted(this: DatabaseSync, sql: string) {
  const statement = prepare.call(this, sql);
  for (const name of ['all', 'get', 'run'] as const) {
    const run = statement[name].bind(statement) as (...values: unknown[]) => unknown;
    Object.defineProperty(statement, name, {
      value: (...values: unknown[]) => {
        ran.push(sql);
        return run(...values);
      },
    });
  }
  return statement;
} as typeof prepare;
const { openTestHouse } = await import('../support/house.ts');
const { microblog } = await import('../support/microblog.ts');
const { readPage } = await import('./reading.ts');

const POSITION = /^SELECT seq[\s\S]* FROM position/;

test('a warm first page asks the view only how far it has come', async () => {
  const server = await openTestHouse();
  try {
    const blog = microblog(server);
    const [ann, bob] = [await blog.person(), await blog.person()];
    await blog.act(ann, 'follow', bob);
    for (let n = 0; n < 50; n++) await blog.post(bob, `${n} @${ann.username} #warm`);
    const first = await blog.post(bob, 'boosted');
    await blog.mark(bob, 'reblog', first.id);
    await blog.mark(ann, 'favourite', first.id);
    const paths = [
      '/api/v1/timelines/home',
      '/api/v1/timelines/public?local=1',
      '/api/v1/timelines/tag/WARM',
    ];
    for (const path of paths) {
      await readPage(server, ann, path);
      await readPage(server, undefined, path === paths[0] ? paths[1]! : path);
      ran.length = 0;
      const { ids } = await readPage(server, ann, path);
      assert.equal(ids.length, 20);
      assert.deepEqual(
        ran.filter((sql) => !POSITION.test(sql)),
        [],
        path,
      );
    }
    await blog.post(bob, 'one more #warm');
    for (const path of paths) await readPage(server, ann, path);
    ran.length = 0;
    for (const path of paths) await readPage(server, ann, path);
    assert.deepEqual(
      ran.filter((sql) => !POSITION.test(sql)),
      [],
    );
    assert.ok(ran.length > 0, 'statements were counted');
  } finally {
    await server.close();
  }
});
