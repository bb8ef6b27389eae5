import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { accountCards, accountStore } from '#rooms/accounts/index.ts';
import { answerRequest } from '#rooms/follows/answer-request.ts';
import { block, unblock } from '#rooms/follows/block.ts';
import { follow } from '#rooms/follows/follow.ts';
import { relationCache, relationStore } from '#rooms/follows/index.ts';
import { mute, unmute } from '#rooms/follows/mute.ts';
import { removeFollower, unfollow } from '#rooms/follows/unfollow.ts';
import { addMembers } from '#rooms/lists/change-members.ts';
import { makeList } from '#rooms/lists/write-list.ts';
import { bookmark, unbookmark } from '#rooms/statuses/bookmark.ts';
import { boost, unboost } from '#rooms/statuses/boost.ts';
import { deleteOwn } from '#rooms/statuses/delete-status.ts';
import { editStatus } from '#rooms/statuses/edit-status.ts';
import { favourite, unfavourite } from '#rooms/statuses/favourite.ts';
import { seeStatuses, toStatus } from '#rooms/statuses/index.ts';
import { muteConversation, unmuteConversation } from '#rooms/statuses/mute-conversation.ts';
import { pin, unpin } from '#rooms/statuses/pin.ts';
import { post } from '#rooms/statuses/post-status.ts';
import { Refusal } from '#values/refusal.ts';
import { openReader, type View } from '#view/reader.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

/** People do what they like in any order; whatever they did, counts are true, nothing points at what is gone, and caches tell the same. */

const PEOPLE = 4;
const NAMES = ['ann', 'bob', 'cleo', 'dora'];

let server: TestHouse;
let blog: ReturnType<typeof microblog>;

type World = {
  readonly people: readonly number[];
  readonly names: readonly string[];
  readonly posts: number[];
};
type Deed = (world: World, who: number, other: number, n: number) => Promise<unknown>;

const postOf = (world: World, n: number) => world.posts[n % Math.max(1, world.posts.length)] ?? 1;
const on = (act: (house: TestHouse['house'], who: number, id: number) => Promise<unknown>): Deed => {
  return (world, who, _other, n) => act(server.house, who, postOf(world, n));
};
const to = (act: (house: TestHouse['house'], who: number, other: number) => Promise<unknown>): Deed => {
  return (_world, who, other) => act(server.house, who, other);
};

const DEEDS: Readonly<Record<string, Deed>> = {
  async write(world, who, other, n) {
    const mentioned = world.names[world.people.indexOf(other)];
    const draft = { text: `@${mentioned} #tag${n % 3} ${n}`, spoiler: '', mediaIds: [] };
    const { id } = await post(server.house, who, { ...draft, visibility: n % 4 });
    world.posts.push(id);
  },
  async answer(world, who, _other, n) {
    const draft = { text: `answer ${n}`, spoiler: '', mediaIds: [], visibility: n % 4 };
    const { id } = await post(server.house, who, { ...draft, replyToId: postOf(world, n) });
    world.posts.push(id);
  },
  async boost(world, who, _other, n) {
    world.posts.push((await boost(server.house, who, postOf(world, n))).id);
  },
  edit: (world, who, other, n) =>
    editStatus(server.house, who, postOf(world, n), {
      text: `@${world.names[world.people.indexOf(other)]} #tag${n % 5}`,
    }),
  remove: on(deleteOwn),
  removeAgain: on(deleteOwn),
  unboost: on(unboost),
  favourite: on(favourite),
  unfavourite: on(unfavourite),
  bookmark: on(bookmark),
  unbookmark: on(unbookmark),
  pin: on(pin),
  unpin: on(unpin),
  muteTalk: on(muteConversation),
  unmuteTalk: on(unmuteConversation),
  follow: (_world, who, other, n) => follow(server.house, who, other, { notify: n % 2 === 0 }),
  unfollow: to(unfollow),
  removeFollower: to(removeFollower),
  accept: (_world, who, other, n) => answerRequest(server.house, who, other, n % 2 === 0),
  block: to(block),
  unblock: to(unblock),
  mute: (_world, who, other) => mute(server.house, who, other, { notifications: true, seconds: undefined }),
  unmute: to(unmute),
  async list(_world, who, other) {
    const draft = { title: 'list', repliesPolicy: 'list', exclusive: false } as const;
    await addMembers(server.house, who, await makeList(server.house, who, draft), [other]);
  },
  async lock(_world, who, _other, n) {
    const token = tokens.get(who)!;
    await server.json('PATCH', '/api/v1/accounts/update_credentials', { token, json: { locked: n % 2 } });
  },
};
const tokens = new Map<number, string>();

async function newWorld(): Promise<World> {
  const people: number[] = [];
  for (const name of NAMES) {
    const person = await blog.person(name);
    tokens.set(person.id, person.token);
    people.push(person.id);
  }
  await DEEDS['lock']!({ people, names: NAMES, posts: [] }, people[0]!, 0, 1);
  return { people, names: NAMES, posts: [] };
}

/** Statements that find nothing in a house in order. */
const WRONG: Readonly<Record<string, string>> = {
  'count of followers': `SELECT account_id FROM account_stat s WHERE followers <> (SELECT count(*) FROM follow WHERE followee_id = s.account_id)`,
  'count of followed': `SELECT account_id FROM account_stat s WHERE following <> (SELECT count(*) FROM follow WHERE follower_id = s.account_id)`,
  'count of statuses': `SELECT account_id FROM account_stat s WHERE statuses <> (SELECT count(*) FROM status WHERE account_id = s.account_id AND visibility < 2)`,
  'last status': `SELECT account_id FROM account_stat s WHERE last_status_id <> (SELECT coalesce(max(id), 0) FROM status WHERE account_id = s.account_id)`,
  'count of replies': `SELECT status_id FROM status_stat s WHERE replies <> (SELECT count(*) FROM status WHERE reply_to_id = s.status_id)`,
  'count of boosts': `SELECT status_id FROM status_stat s WHERE boosts <> (SELECT count(*) FROM status WHERE boost_of_id = s.status_id)`,
  'count of favourites': `SELECT status_id FROM status_stat s WHERE favourites <> (SELECT count(*) FROM favourite WHERE status_id = s.status_id)`,
  'follow without counts': `SELECT follower_id FROM follow WHERE follower_id NOT IN (SELECT account_id FROM account_stat) OR followee_id NOT IN (SELECT account_id FROM account_stat)`,
  'follow across a block': `SELECT 1 FROM follow f JOIN block b ON (b.account_id, b.target_id) IN ((f.follower_id, f.followee_id), (f.followee_id, f.follower_id))`,
  'request across a block': `SELECT 1 FROM follow_request f JOIN block b ON (b.account_id, b.target_id) IN ((f.follower_id, f.followee_id), (f.followee_id, f.follower_id))`,
  'request beside a follow': `SELECT 1 FROM follow f JOIN follow_request r ON r.follower_id = f.follower_id AND r.followee_id = f.followee_id`,
  'member who is not followed': `SELECT 1 FROM list_member m JOIN list l ON l.id = m.list_id WHERE m.account_id <> l.account_id
    AND NOT EXISTS (SELECT 1 FROM follow WHERE follower_id = l.account_id AND followee_id = m.account_id)`,
  'told across a block': `SELECT 1 FROM notification n JOIN block b ON (b.account_id, b.target_id) IN ((n.account_id, n.from_id), (n.from_id, n.account_id))`,
  'told of a follow that is none': `SELECT 1 FROM notification n WHERE kind = 'follow' AND NOT EXISTS (SELECT 1 FROM follow WHERE follower_id = n.from_id AND followee_id = n.account_id)`,
  'told of a request that is none': `SELECT 1 FROM notification n WHERE kind = 'follow_request' AND NOT EXISTS (SELECT 1 FROM follow_request WHERE follower_id = n.from_id AND followee_id = n.account_id)`,
  'told of a favourite that is none': `SELECT 1 FROM notification n WHERE kind = 'favourite' AND NOT EXISTS (SELECT 1 FROM favourite WHERE account_id = n.from_id AND status_id = n.status_id)`,
  'told of a boost that is none': `SELECT 1 FROM notification n WHERE kind = 'reblog' AND NOT EXISTS (SELECT 1 FROM status WHERE account_id = n.from_id AND boost_of_id = n.status_id)`,
  'mute of an empty conversation': `SELECT 1 FROM conversation_mute WHERE conversation_id NOT IN (SELECT conversation_id FROM status)`,
  'seat without its message': `SELECT 1 FROM conversation_seat WHERE last_status_id NOT IN (SELECT id FROM status WHERE visibility = 3)`,
  ...Object.fromEntries(
    [
      'favourite',
      'bookmark',
      'pin',
      'mention',
      'status_tag',
      'status_edit',
      'status_stat',
      'notification',
    ].map((table) => [
      `${table} of a status that is gone`,
      `SELECT 1 FROM ${table} WHERE status_id IS NOT NULL AND status_id NOT IN (SELECT id FROM status)`,
    ]),
  ),
  ...Object.fromEntries(
    ['boost_of_id', 'reply_to_id'].map((column) => [
      `${column} of a status that is gone`,
      `SELECT 1 FROM status WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT id FROM status)`,
    ]),
  ),
};

/** What somebody sees of some statuses through one view. */
function sight(view: View, viewerId: number | undefined, ids: readonly number[]): unknown {
  return seeStatuses(view, viewerId, ids).map((status) => toStatus(status, viewerId, server.house));
}

function assertSame({ people, posts }: World): void {
  const cold = openReader(join(server.folder, 'view.db'));
  try {
    for (const viewer of [undefined, ...people])
      assert.deepEqual(sight(server.view, viewer, posts), sight(cold, viewer, posts));
    for (const id of people)
      assert.deepEqual({ ...server.view.keep(accountCards).byId(id) }, { ...cold.of(accountStore).byId(id) });
    for (const viewer of people)
      assert.deepEqual(server.view.keep(relationCache).of(viewer), cold.of(relationStore).of(viewer));
  } finally {
    cold.close();
  }
}

type Step = { readonly name: string; readonly who: number; readonly other: number; readonly n: number };

/** Does one thing after the other; looks now and then, and closely at the end. */
async function live(deeds: readonly Step[]): Promise<void> {
  blog = microblog(server);
  const world = await newWorld();
  for (const { name, who, other, n } of deeds) {
    try {
      await DEEDS[name]!(world, world.people[who]!, world.people[other]!, n);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    if (n % 5 === 0) assertSame(world);
  }
  await blog.settle();
  assertSame(world);
  for (const [what, sql] of Object.entries(WRONG)) assert.deepEqual(blog.rows(sql), [], what);
  assert.deepEqual(server.faults, []);
}

test('whatever people do, counts are true, nothing points at what is gone, caches tell the same', async () => {
  const deed = fc.record({
    name: fc.constantFrom(...Object.keys(DEEDS)),
    who: fc.nat(PEOPLE - 1),
    other: fc.nat(PEOPLE - 1),
    n: fc.nat(40),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 80, size: 'max' }), async (deeds) => {
      server = await openTestHouse();
      try {
        await live(deeds);
      } finally {
        await server.close();
      }
    }),
    { numRuns: 25 },
  );
});
