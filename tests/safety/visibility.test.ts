import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import type { Route } from '#machinery/http/route.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { issueSession } from '../support/house-session.ts';
import { surfaceOf } from './surfaces.ts';

/**
 * Who sees what, on every surface: each viewer asks every GET route for every post, by every id the route could mean.
 * The truth table is written out here by hand and does not ask the gate.
 */

const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const;
type Visibility = (typeof VISIBILITIES)[number];
type Viewer = 'stranger' | 'neutral' | 'follower' | 'mentioned' | 'blocked' | 'blocker' | 'author';

const MAY_SEE: Readonly<Record<Viewer, readonly Visibility[]>> = {
  stranger: ['public', 'unlisted'],
  neutral: ['public', 'unlisted'],
  follower: ['public', 'unlisted', 'private'],
  mentioned: ['public', 'unlisted', 'private', 'direct'],
  blocked: [],
  blocker: [],
  author: ['public', 'unlisted', 'private', 'direct'],
};
const VIEWERS = Object.keys(MAY_SEE) as Viewer[];

/** Words that stand in one post alone. */
const wordOf = (visibility: Visibility, kind: 'post' | 'reply') => `zq${kind}${visibility}zq`;

let server: TestHouse;
const people = new Map<Viewer, Person & { readonly session: string }>();
const ids = new Map<string, string>();
let parentId: string;
let booster: Person;

before(async () => {
  server = await openTestHouse();
  for (const viewer of VIEWERS) {
    if (viewer === 'stranger') continue;
    const person = await server.person(`v_${viewer}`);
    people.set(viewer, { ...person, session: await issueSession(server, person.id) });
  }
  const author = people.get('author')!;
  const act = (viewer: Viewer, path: string) =>
    server.json('POST', path, { token: people.get(viewer)!.token });
  await act('follower', `/api/v1/accounts/${author.id}/follow`);
  await act('blocked', `/api/v1/accounts/${author.id}/follow`);
  await act('blocker', `/api/v1/accounts/${author.id}/follow`);
  const post = async (text: string, visibility: Visibility, replyTo?: string) => {
    const json = { status: `${text} @v_mentioned #matrixtag`, visibility, in_reply_to_id: replyTo };
    return (await server.json<{ id: string }>('POST', '/api/v1/statuses', { token: author.token, json })).id;
  };
  parentId = await post('parentofall', 'public');
  for (const visibility of VISIBILITIES) {
    ids.set(wordOf(visibility, 'post'), await post(wordOf(visibility, 'post'), visibility));
    ids.set(wordOf(visibility, 'reply'), await post(wordOf(visibility, 'reply'), visibility, parentId));
  }
  booster = await server.person('v_booster');
  for (const visibility of ['public', 'unlisted'] as const)
    await server.json('POST', `/api/v1/statuses/${ids.get(wordOf(visibility, 'post'))}/reblog`, {
      token: booster.token,
    });
  await server.json('POST', `/api/v1/accounts/${people.get('blocked')!.id}/block`, { token: author.token });
  await server.json('POST', `/api/v1/accounts/${author.id}/block`, { token: people.get('blocker')!.token });
});
after(() => server.close());

/** Every concrete address a route's pattern could mean in this small world. */
function addressesOf(route: Route): string[] {
  const statusIds = [...ids.values(), parentId];
  const accountIds = [...[...people.values()].map((p) => String(p.id)), String(booster.id)];
  const some = route.path.includes('/accounts/:id') ? accountIds : statusIds;
  const handles = ['@v_author', '@v_booster', '@v_mentioned'];
  const values: Record<string, readonly string[]> = {
    id: some,
    hashtag: ['matrixtag'],
    name: ['matrixtag'],
    handle: handles,
    list_id: ['1'],
  };
  let paths = [route.path];
  for (const [whole, name] of route.path.matchAll(/:(\w+)(?:\{[^}]*\})?/g))
    paths = paths.flatMap((path) => (values[name!] ?? ['x']).map((value) => path.replace(whole, value)));
  const queries = [''];
  if (route.path.includes('search')) for (const word of ids.keys()) queries.push(`?q=${word}`);
  if (route.path.endsWith('/search')) queries.push('?q=%23matrixtag', '?q=matrixtag');
  if (route.path === '/api/v1/statuses') queries.push(`?${statusIds.map((id) => `id[]=${id}`).join('&')}`);
  if (route.path.startsWith('/fragments'))
    queries.push(`?ids=${statusIds.join(',')}`, `?id[]=${statusIds.join('&id[]=')}`);
  return paths.flatMap((path) => queries.map((query) => `${path}${query}`));
}

async function read(viewer: Viewer, route: Route, path: string): Promise<{ status: number; text: string }> {
  const person = people.get(viewer);
  const pages = route.door === 'page';
  const ask =
    pages && person ? { headers: { cookie: `rooftop_session=${person.session}` } } : { token: person?.token };
  const response = await server.request('GET', path, ask);
  return { status: response.status, text: await response.text() };
}

function wordsAllowed(viewer: Viewer): Set<string> {
  return new Set(
    MAY_SEE[viewer].flatMap((visibility) => [wordOf(visibility, 'post'), wordOf(visibility, 'reply')]),
  );
}

const reading = routes.filter((route) => route.method === 'GET');

test('every GET route says what it may show', () => {
  const silent = reading.filter((route) => surfaceOf(route) === undefined).map((route) => route.path);
  assert.deepEqual(silent, [], 'these routes need a row in tests/safety/surfaces.ts');
});

for (const viewer of VIEWERS) {
  test(`a ${viewer} finds on no surface what is not for them`, async () => {
    const allowed = wordsAllowed(viewer);
    for (const route of reading) {
      const surface = surfaceOf(route);
      if (surface === 'stream') continue;
      for (const path of addressesOf(route)) {
        const { status, text } = await read(viewer, route, path);
        assert.ok(status < 500, `${path} answered ${status}`);
        for (const word of ids.keys()) {
          if (
            !text.includes(word) ||
            (path.includes(word) && !text.replaceAll(`q=${word}`, '').includes(`${word} `))
          )
            continue;
          assert.ok(surface === 'posts', `${route.path} is not meant to show posts but shows ${word}`);
          assert.ok(allowed.has(word), `${path} shows ${word} to a ${viewer}`);
        }
      }
    }
  });
}

const SHOWS_ALL_ALLOWED = [
  '/api/v1/statuses/:id',
  '/api/v1/accounts/:id/statuses',
  '/:handle{@[^/]+}/with_replies',
];

for (const viewer of VIEWERS) {
  test(`a ${viewer} does find what is for them`, async () => {
    for (const path of SHOWS_ALL_ALLOWED) {
      const route = reading.find((r) => r.path === path);
      assert.ok(route, `${path} is gone`);
      let everything = '';
      for (const address of addressesOf(route)) everything += (await read(viewer, route, address)).text;
      for (const word of wordsAllowed(viewer)) {
        assert.ok(everything.includes(word), `${path} does not show ${word} to a ${viewer}`);
      }
    }
  });
}

const actions = routes.filter((r) => r.method !== 'GET' && /\/(statuses|posts)\/:id/.test(r.path));

for (const viewer of VIEWERS) {
  test(`a ${viewer} can do nothing with a post they may not see`, async () => {
    const allowed = wordsAllowed(viewer);
    const person = people.get(viewer);
    for (const route of actions)
      for (const [word, id] of ids) {
        if (allowed.has(word)) continue;
        const path = route.path.replace(':id', id).replace(/:\w+/g, '1');
        const response = await server.request(route.method, path, {
          token: person?.token,
          json: { status: 'x' },
        });
        const text = await response.text();
        assert.ok(
          response.status >= 400 && response.status < 500,
          `${route.method} ${path} answered ${response.status}`,
        );
        assert.ok(!text.includes(word), `${route.method} ${path} shows ${word} to a ${viewer}`);
      }
  });
}
