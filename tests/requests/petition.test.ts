import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { countPetitions, namePetition, receiveRequest, releaseRequest } from '#rooms/requests/index.ts';
import { petitionStore } from '#rooms/requests/petition-store.ts';
import type { Person } from '../support/house.ts';
import { type Asking, openAsking, shown } from './asking.ts';
import { DAY, DRAFT, HOUR } from './draft.ts';

let asking: Asking;
const old: Person[] = [];
before(async () => {
  asking = await openAsking();
  for (let i = 0; i < 60; i++) old.push(await asking.house.person(`old${i}`));
  asking.clock.now += 3 * DAY;
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

const say = (who: Person, status: string, more = {}) =>
  asking.house.json<{ id: string }>('POST', '/api/v1/statuses', {
    token: who.token,
    json: { status, ...more },
  });
const petitionOf = async (number: number) => (await shown(asking.house, number)).petition!;
const exact = (number: number) => {
  const store = asking.house.view.of(petitionStore);
  return store.accounts(store.of([number])[0]!);
};

test('a petition counts distinct local accounts older than the notice that use its hashtag in public', async () => {
  await say(old[0]!, '#NoMaintenance too early');
  asking.clock.now += HOUR;
  const windowId = await asking.plan();
  asking.clock.now += HOUR;
  const { number } = await namePetition(asking.house.house, {
    hashtag: '#NoMaintenance',
    windowId,
    wish: 'later',
    text: '',
  });
  const fresh = await asking.house.person('fresh');
  await say(fresh, '#nomaintenance from an account made for it');
  await say(old[1]!, '#nomaintenance twice');
  await say(old[1]!, '#NoMaintenance twice');
  await say(old[2]!, '#nomaintenance whispered', { visibility: 'private' });
  await say(old[3]!, '#nomaintenance quietly', { visibility: 'unlisted' });
  await say(old[4]!, '#othertag');
  assert.equal(exact(number), 1);
  await countPetitions(asking.house.house);
  assert.deepEqual(
    [(await petitionOf(number)).accounts_at_least, (await petitionOf(number)).accounts_under],
    [null, 50],
  );
  for (const one of old.slice(2, 51)) await say(one, '#nomaintenance');
  assert.equal(exact(number), 50);
  await countPetitions(asking.house.house);
  await countPetitions(asking.house.house);
  const told = await petitionOf(number);
  assert.deepEqual([told.accounts_at_least, told.accounts_under, told.remote_accounts], [50, null, null]);
  await say(old[51]!, '#nomaintenance');
  await countPetitions(asking.house.house);
  const counted = entriesAbout(asking.house.view, `request/${number}`).filter(
    ({ kind }) => kind === 'petition-counted',
  );
  assert.equal(counted.length, 1, 'only a new step is recorded');
  const all = JSON.stringify([await shown(asking.house, number), counted]);
  assert.doesNotMatch(all, /old1|\b51\b/, 'no names, no exact count');
});

test('an account that is suspended or silenced does not count', async () => {
  const [petition] = asking.house.view.of(petitionStore).running(asking.clock.now, 1);
  const before = asking.house.view.of(petitionStore).accounts(petition!);
  asking.house.writerDb.exec(`UPDATE account SET state = 'suspended' WHERE id = ${old[5]!.id}`);
  asking.house.writerDb.exec(`UPDATE account SET silenced = 1 WHERE id = ${old[6]!.id}`);
  assert.equal(asking.house.view.of(petitionStore).accounts(petition!), before - 2);
});

test('a petition that somebody sends in is counted once its words are public', async () => {
  const draft = { ...DRAFT, asker: 'petition', hashtag: '#keepus' };
  const { number } = await receiveRequest(asking.house.house, draft, { way: 'api' });
  assert.equal((await shown(asking.house, number)).petition, null);
  assert.ok(!running().includes(number));
  await releaseRequest(asking.house.house, number);
  assert.equal((await petitionOf(number)).accounts_under, 50);
  assert.ok(running().includes(number));
  asking.clock.now += 29 * DAY;
  assert.ok(!running().includes(number), 'counting ends before the day an account was made is forgotten');
});

function running(): number[] {
  const petitions = asking.house.view.of(petitionStore).running(asking.clock.now, 100);
  return petitions.map(({ number }) => number);
}
