import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jobs } from '#rooms/statuses/jobs.ts';
import { MENTIONS_MOST, TAGS_MOST } from '#rooms/statuses/rules/compose.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

const ROWS_MOST = 500;

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let crowd: Person[];
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
  crowd = await Promise.all(Array.from({ length: 2 * MENTIONS_MOST }, (_, i) => blog.person(`crowd${i}`)));
});
after(() => server.close());

/** Rows that the commands of `work` wrote. */
async function rowsOf(work: () => Promise<unknown>): Promise<number> {
  const total = () => server.writerDb.prepare<{ n: number }>('SELECT total_changes() AS n').get()!.n;
  const before = total();
  await work();
  return total() - before;
}

function fullest(word: string, from = 0): string {
  const mentions = crowd.slice(from, from + MENTIONS_MOST).map((person) => `@${person.username}`);
  const tags = Array.from({ length: TAGS_MOST }, (_, i) => `#${word}${i}`);
  return [...mentions, ...tags].join(' ');
}

test('the fullest post, its edit and its deletion each write under 500 rows', async () => {
  const ann = await blog.person();
  await Promise.all(crowd.map((who) => blog.act(who, 'follow', ann, { notify: true })));
  for (const visibility of ['public', 'direct']) {
    let id = '';
    const posted = await rowsOf(async () => {
      id = (await blog.post(ann, fullest(`${visibility}a`), { visibility })).id;
    });
    const edited = await rowsOf(() =>
      server.json('PUT', `/api/v1/statuses/${id}`, {
        token: ann.token,
        json: { status: fullest(`${visibility}b`, MENTIONS_MOST) },
      }),
    );
    const removed = await rowsOf(() => blog.remove(ann, id));
    for (const rows of [posted, edited, removed]) assert.ok(rows > 100 && rows <= ROWS_MOST, `${rows} rows`);
  }
});

test('the deletion of what a crowd points at, and each sweep after it, write under 500 rows', async () => {
  const ann = await blog.person();
  const { id } = await blog.post(ann, fullest('crowded'));
  for (const who of crowd)
    await Promise.all([
      ...['favourite', 'bookmark', 'reblog', 'mute'].map((deed) => blog.mark(who, deed, id)),
      blog.post(who, 'yes', { in_reply_to_id: id }),
    ]);
  const removed = await rowsOf(() => blog.remove(ann, id));
  assert.ok(removed > 100 && removed <= ROWS_MOST, `${removed} rows`);
  const job = jobs.effects[0]!;
  const [effect] = blog.rows<{ body: string }>(`SELECT body FROM effect WHERE kind = '${job.kind}'`);
  let sweeps = 0;
  const house = {
    ...server.house,
    way: async (...draft: Parameters<typeof server.house.way>) => {
      let answered: Awaited<ReturnType<typeof server.house.way>> | undefined;
      const rows = await rowsOf(async () => {
        answered = await server.house.way(...draft);
      });
      assert.ok(rows <= ROWS_MOST, `${rows} rows`);
      sweeps++;
      return answered!;
    },
  };
  await job.run(house, JSON.parse(effect!.body) as never, 'key');
  assert.ok(sweeps > 1);
});
