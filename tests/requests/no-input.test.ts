import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { submit } from '#machinery/house.ts';
import { closeBucketCommand, protectGroup } from '#rooms/activity/index.ts';
import {
  answerRequest,
  countPetitions,
  namePetition,
  receiveRequest,
  redactRequest,
  releaseRequest,
  setDeadline,
  verifyRequest,
  withholdRequest,
} from '#rooms/requests/index.ts';
import { ASKERS, WISHES } from '#rooms/requests/rules/words.ts';
import { roomOf } from '../../tools/tidy/arrows.ts';
import { readModules } from '../../tools/tidy/tree.ts';
import type { Person } from '../support/house.ts';
import { type Asking, openAsking } from './asking.ts';
import { DRAFT, HOUR, START } from './draft.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every room that a room knows, itself or through others. */
function knownTo(room: string): ReadonlySet<string> {
  const links = readModules(ROOT, 'src').flatMap(({ path, imports }) =>
    imports.map(({ target }) => [roomOf(path), roomOf(target)] as const),
  );
  const known = new Set<string>();
  const visit = (one: string) => {
    for (const [from, to] of links)
      if (from === one && to !== undefined && !known.has(to)) {
        known.add(to);
        visit(to);
      }
  };
  visit(room);
  return known;
}

test('the planner knows nothing of requests, not even through another room', () => {
  assert.ok(knownTo('requests').has('ledger'), 'the walk finds what is there');
  assert.ok(!knownTo('planner').has('requests'));
});

const QUARTER_MS = 900_000;
const BUCKETS = 2 * 672;
let asking: Asking;
let admin: Person;
before(async () => {
  asking = await openAsking(START + HOUR);
  admin = await asking.house.person('boss', { role: 'admin' });
  await protectGroup(asking.house.house, '#iranelection', 3, 'Asia/Tehran');
  const now = Math.floor(asking.clock.now / QUARTER_MS);
  const closings = Array.from({ length: BUCKETS }, (_, i) => {
    const bucket = now - BUCKETS + i;
    const counts = [
      ['server', 900 + (bucket % 96)] as const,
      ['hashtag:iranelection', 60 + (bucket % 96)] as const,
    ];
    return submit(asking.house.house, closeBucketCommand, { bucket, counts });
  });
  await Promise.all(closings);
});
after(() => asking.house.close());

/** The advice as it is sent, byte for byte. */
async function advice(): Promise<string> {
  const path = '/api/rooftop/v1/maintenance/advice?length=90m&asked=2026-06-17T12:00Z';
  const response = await asking.house.request('GET', path, { token: admin.token });
  assert.equal(response.status, 200);
  return response.text();
}

test('the advice is the same byte for byte, whoever asks whatever, and whatever becomes of it', async () => {
  const { house } = asking.house;
  const windowId = await asking.plan();
  const was = await advice();
  assert.ok(JSON.parse(was).candidates.length > 0, 'there is advice');
  const numbers: number[] = [];
  for (const asker of ASKERS)
    for (const wish of WISHES) {
      const draft = { ...DRAFT, asker, wish, windowId, text: 'Not at 12:00 UTC, in Tehran it is 15:30.' };
      numbers.push((await receiveRequest(house, draft, { way: 'email' })).number);
    }
  assert.equal(await advice(), was, 'received');
  const [first, second, third, ...rest] = numbers;
  await withholdRequest(house, first!, 'spam');
  await redactRequest(house, second!, 'abuse');
  for (const number of rest) await releaseRequest(house, number);
  await verifyRequest(house, third!, { proof: 'letter', note: '' });
  const answer = { outcome: 'refused', text: 'No.', changes: [], against: [] };
  await answerRequest(house, third!, answer);
  await setDeadline(house, windowId, asking.clock.now + HOUR);
  await namePetition(house, { hashtag: 'nomaintenance', windowId, wish: 'later', text: '' });
  await countPetitions(house);
  assert.equal(await advice(), was, 'and all that became of them');
});
