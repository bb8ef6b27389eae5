import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keyOf, rowsOfGroups } from '#rooms/notifications/rules/groups.ts';
import { GROUPED_KINDS, groupKeyOf, KINDS, wantedKinds } from '#rooms/notifications/rules/kinds.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

type Group = {
  readonly group_key: string;
  readonly notifications_count: number;
  readonly type: string;
  readonly most_recent_notification_id: number;
  readonly page_min_id: string;
  readonly page_max_id: string;
  readonly sample_account_ids: readonly string[];
  readonly status_id?: string;
};
type Results = {
  readonly accounts: readonly { readonly id: string; readonly note?: string }[];
  readonly partial_accounts?: readonly { readonly id: string }[];
  readonly statuses: readonly { readonly id: string }[];
  readonly notification_groups: readonly Group[];
};

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
let fans: Person[];
let first: string;
let second: string;
let clock = Date.UTC(2026, 0, 1);
before(async () => {
  server = await openTestHouse({ now: () => clock });
  blog = microblog(server);
  ann = await blog.person();
  fans = [];
  for (let i = 0; i < 10; i++) fans.push(await blog.person());
  first = (await blog.post(ann, 'first')).id;
  second = (await blog.post(ann, 'second')).id;
  for (const fan of fans) await blog.mark(fan, 'favourite', first);
  await blog.post(fans[0]!, `@${ann.username} hi`);
  for (const fan of fans.slice(0, 3)) await blog.mark(fan, 'favourite', second);
  await blog.mark(fans[4]!, 'reblog', second);
  for (const fan of fans.slice(0, 2)) await blog.act(fan, 'follow', ann);
});
after(() => server.close());

const read = (query = '') => blog.get<Results>(ann, `/api/v2/notifications${query}`);
const kinds = (results: Results) =>
  results.notification_groups.map((group) => `${group.type} ${group.notifications_count}`);

test('favourites, boosts and follows of a kind come as one, the latest group first', async () => {
  const results = await read();
  assert.deepEqual(kinds(results), ['follow 2', 'reblog 1', 'favourite 3', 'mention 1', 'favourite 10']);
  const [follows, , favourites, mention, many] = results.notification_groups;
  assert.deepEqual(follows!.sample_account_ids, [String(fans[1]!.id), String(fans[0]!.id)]);
  assert.equal(follows!.status_id, undefined);
  assert.equal(favourites!.status_id, second);
  assert.equal(many!.sample_account_ids.length, 8);
  assert.equal(mention!.group_key, `ungrouped-${mention!.most_recent_notification_id}`);
  assert.equal(String(favourites!.most_recent_notification_id), favourites!.page_max_id);
  assert.deepEqual(results.statuses.length, 3);
  assert.equal(new Set(results.accounts.map((account) => account.id)).size, results.accounts.length);
  const known = new Set(results.accounts.map((account) => account.id));
  for (const group of results.notification_groups)
    for (const id of group.sample_account_ids) assert.ok(known.has(id));
});

test('pages of groups go on where the one before ended, both ways', async () => {
  const follow = async (path: string) => {
    const response = await server.request('GET', path, { token: ann.token });
    const link = response.headers.get('link') ?? '';
    const found = (rel: string) => new RegExp(`<http://rooftop.test([^>]+)>; rel="${rel}"`).exec(link)?.[1];
    return { results: (await response.json()) as Results, next: found('next'), prev: found('prev') };
  };
  const one = await follow('/api/v2/notifications?limit=2');
  const two = await follow(one.next!);
  const three = await follow(two.next!);
  assert.deepEqual(kinds(one.results), ['follow 2', 'reblog 1']);
  assert.deepEqual(kinds(two.results), ['favourite 3', 'mention 1']);
  assert.deepEqual(kinds(three.results), ['favourite 10']);
  assert.equal(three.next, undefined);
  assert.deepEqual(kinds((await follow(two.prev!)).results), ['follow 2', 'reblog 1']);
});

test('a reader that cannot show a kind grouped gets it singly', async () => {
  const results = await read('?grouped_types[]=follow&types[]=favourite&types[]=follow');
  assert.deepEqual(kinds(results).slice(0, 2), ['follow 2', 'favourite 1']);
  assert.equal(results.notification_groups.length, 14);
});

test('faces instead of accounts for all but the latest of each group', async () => {
  const results = await read('?expand_accounts=partial_avatars&types[]=favourite');
  assert.equal(results.accounts.length, 2);
  assert.ok(results.partial_accounts!.length > 0);
  const whole = new Set(results.accounts.map((account) => account.id));
  assert.ok(results.partial_accounts!.every((face) => !whole.has(face.id) && !('note' in face)));
});

test('one group, everybody in it, unread groups, and a group dismissed', async () => {
  const group = (await read()).notification_groups.at(-1)!;
  const path = `/api/v2/notifications/${group.group_key}`;
  const alone = await blog.get<Results>(ann, path);
  assert.deepEqual(kinds(alone), ['favourite 10']);
  const people = await blog.get<{ id: string }[]>(ann, `${path}/accounts`);
  assert.deepEqual(
    people.map((account) => Number(account.id)),
    fans.map((fan) => fan.id).reverse(),
  );
  await blog.get(fans[0]!, path, 404);
  const unread = () => blog.get<{ count: number }>(ann, '/api/v2/notifications/unread_count');
  assert.deepEqual(await unread(), { count: 5 });
  await server.json('POST', `${path}/dismiss`, { token: fans[0]!.token });
  await blog.get(ann, path);
  await server.json('POST', `${path}/dismiss`, { token: ann.token });
  await blog.get(ann, path, 404);
  assert.deepEqual(await unread(), { count: 4 });
  const mention = (await read('?types[]=mention')).notification_groups[0]!;
  await blog.get(ann, `/api/v2/notifications/${mention.group_key}`);
  await server.json('POST', `/api/v2/notifications/${mention.group_key}/dismiss`, { token: ann.token });
  assert.deepEqual(await unread(), { count: 3 });
  await server.json('POST', '/api/v2/notifications/clear', { token: ann.token });
  assert.deepEqual(await unread(), { count: 0 });
});

test('a group lasts half a day', async () => {
  const [bob, cleo] = [await blog.person(), await blog.person()];
  await blog.mark(bob, 'favourite', first);
  clock += 12 * 3_600_000;
  await blog.mark(cleo, 'favourite', first);
  assert.deepEqual(kinds(await read()), ['favourite 1', 'favourite 1']);
});

test('keys, kinds and the cut of a page are decided by rule', () => {
  assert.equal(groupKeyOf('mention', 5, 0), null);
  assert.equal(groupKeyOf('favourite', 5, 12 * 3_600_000), 'favourite-5-1');
  assert.equal(groupKeyOf('follow', null, 0), 'follow-0');
  assert.equal(wantedKinds(undefined, []), undefined);
  assert.deepEqual(wantedKinds(['mention', 'nonsense'], []), ['mention']);
  assert.deepEqual(
    wantedKinds([], ['mention']),
    KINDS.filter((kind) => kind !== 'mention'),
  );
  const row = (id: number, groupKey: string | null) => ({ id, kind: 'favourite', groupKey }) as const;
  const rows = [row(5, 'a'), row(4, 'b'), row(3, 'a'), row(2, null), row(1, 'b')];
  assert.deepEqual(
    rowsOfGroups(rows, GROUPED_KINDS, 2).map(({ id }) => id),
    [5, 4, 3],
  );
  assert.deepEqual(rowsOfGroups(rows, GROUPED_KINDS, 3), rows);
  assert.equal(keyOf(row(2, 'a'), []), 'ungrouped-2');
});
