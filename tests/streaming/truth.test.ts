import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTestHouse, type Person } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { readAll } from '../timelines/reading.ts';
import { openEvents, shownAfter } from './listening.ts';

const QUERIES = ['', '&any[]=b', '&all[]=b', '&none[]=b', '&any[]=b&all[]=c', '&any[]=b&any[]=c&none[]=d'];
const who = fc.nat(2);
const tags = fc.subarray(['#a', '#b', '#c', '#d']);
const step = fc.oneof(
  fc.record({ deed: fc.constant('post' as const), who, tags, open: fc.boolean() }),
  fc.record({ deed: fc.constant('post' as const), who, tags, open: fc.constant(true) }),
  fc.record({ deed: fc.constant('edit' as const), who, what: fc.nat(5), tags }),
  fc.record({ deed: fc.constant('delete' as const), who, what: fc.nat(5) }),
);

test('a page that only listened shows what a page loaded just now shows, for any, all and none', async () => {
  const server = await openTestHouse();
  const blog = microblog(server);
  const people = await Promise.all([1, 2, 3].map(() => blog.person()));
  await blog.act(people[0]!, 'follow', people[1]!);
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const paths = [
          ...QUERIES.map((query) => ({
            live: `hashtag?tag=a${query}`,
            page: `tag/a?${query}`,
            as: undefined,
          })),
          { live: 'public', page: 'public?', as: undefined },
          { live: 'user', page: 'home?', as: people[0] },
        ];
        const before = await Promise.all(paths.map(({ page, as }) => load(page, as)));
        const streams = await Promise.all(
          paths.map(({ live, as }) => openEvents(server, live, as ? { token: as.token } : {})),
        );
        const ids: string[] = [];
        for (const s of steps) await carryOut(s, people[s.who]!, ids);
        // Everything is told in order: who has heard the last post that concerns them has heard all.
        const marks = [await blog.post(people[1]!, '#a #b #c'), await blog.post(people[1]!, '#a')];
        await Promise.all(
          streams.map(({ until }, n) => {
            const last = `"id":"${marks[paths[n]!.live.includes('all') ? 0 : 1]!.id}"`;
            return until((all) => all.some(({ payload }) => payload?.includes(last)));
          }),
        );
        const after = await Promise.all(paths.map(({ page, as }) => load(page, as)));
        for (const [i, { heard }] of streams.entries()) {
          const shown = shownAfter([...before[i]!.map((id) => update(id)), ...heard]);
          assert.deepEqual([...shown].toSorted(), after[i]!.toSorted(), paths[i]!.live);
        }
        await Promise.all(streams.map(({ close }) => close()));
      }),
      { numRuns: 25 },
    );
    assert.deepEqual(server.faults, []);
  } finally {
    await server.close();
  }

  function load(page: string, as: Person | undefined): Promise<string[]> {
    return readAll(server, as, `/api/v1/timelines/${page}&limit=40`);
  }

  async function carryOut(
    s: typeof step extends fc.Arbitrary<infer S> ? S : never,
    me: Person,
    ids: string[],
  ) {
    const ask = (method: string, path: string, json: object = {}) =>
      server.request(method, `/api/v1/statuses${path}`, { token: me.token, json });
    if (s.deed === 'post') {
      const visibility = s.open ? 'public' : 'private';
      const answer = await ask('POST', '', { status: `x ${s.tags.join(' ')}`, visibility });
      ids.push(((await answer.json()) as { id: string }).id);
      return;
    }
    const id = ids.at(-1 - s.what);
    if (s.deed === 'edit') await ask('PUT', `/${id}`, { status: `y ${s.tags.join(' ')}` });
    else await ask('DELETE', `/${id}`);
  }
});

function update(id: string) {
  return { event: 'update', payload: JSON.stringify({ id }) };
}

const POSTERS = 8;
const EACH = 30;

test('eight people post while somebody opens a stream and then loads the page: together nothing is missed', async () => {
  const server = await openTestHouse();
  try {
    const blog = microblog(server);
    const posters = await Promise.all(Array.from({ length: POSTERS }, () => blog.person()));
    const posting = Promise.all(
      posters.map(async (poster) => {
        const ids = [];
        for (let n = 0; n < EACH; n++) ids.push((await blog.post(poster, `${n} #rush`)).id);
        return ids;
      }),
    );
    const early = await openEvents(server, 'hashtag?tag=rush');
    await early.until((all) => all.length > POSTERS);
    const events = await openEvents(server, 'hashtag?tag=rush');
    const page = await readAll(server, undefined, '/api/v1/timelines/tag/rush?limit=40');
    const ids = (await posting).flat();
    const last = ids.toSorted().at(-1)!;
    const heard = await events.until((all) => all.some(({ payload }) => payload?.includes(`"id":"${last}"`)));
    const live = heard.map(({ payload }) => (JSON.parse(payload!) as { id: string }).id);
    assert.equal(new Set(live).size, live.length, 'nothing comes twice');
    assert.deepEqual([...new Set([...page, ...live])].toSorted(), ids.toSorted());
    assert.ok(page.length > 0 && page.length < ids.length, 'the page was loaded while they posted');
    await Promise.all([early.close(), events.close()]);
    assert.deepEqual(server.faults, []);
  } finally {
    await server.close();
  }
});
