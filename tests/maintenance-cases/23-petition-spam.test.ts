import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countPetitions, namePetition } from '#rooms/requests/index.ts';
import { type Asking, openAsking, queue, shown } from '../requests/asking.ts';
import { DAY, HOUR } from '../requests/draft.ts';
import type { Person } from '../support/house.ts';
import { visit } from '../support/visitor.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(() => asking.house.close());

const say = (who: Person, status: string) =>
  asking.house.json('POST', '/api/v1/statuses', { token: who.token, json: { status } });

test('hard case 23: petition spam and sockpuppets: only accounts older than the notice count, in steps, never by name', async () => {
  const citizens: Person[] = [];
  for (let i = 0; i < 55; i++) citizens.push(await asking.house.person(`citizen${i}`));
  asking.clock.now += 2 * DAY;
  const windowId = await asking.plan();
  asking.clock.now += HOUR;
  const petition = { hashtag: 'nomaintenance', windowId, wish: 'later', text: '' };
  const { number } = await namePetition(asking.house.house, petition);
  for (let i = 0; i < 60; i++) {
    const puppet = await asking.house.person(`puppet${i}`);
    await say(puppet, '#NoMaintenance');
  }
  for (let i = 0; i < 30; i++) await say(citizens[0]!, `#nomaintenance ${i}`);
  await countPetitions(asking.house.house);
  const spammed = (await shown(asking.house, number)).petition!;
  assert.deepEqual([spammed.accounts_at_least, spammed.accounts_under], [null, 50]);
  for (const citizen of citizens) await say(citizen, 'please #nomaintenance');
  await countPetitions(asking.house.house);
  const told = (await shown(asking.house, number)).petition!;
  assert.deepEqual([told.accounts_at_least, told.accounts_under], [50, null]);
  assert.equal(told.remote_accounts, null, 'accounts of other servers stand apart');
  const { html } = await (await visit(asking.house)).get(`/requests/${number}`);
  assert.match(html, /50 accounts or more/);
  assert.match(html, /made before .* that used the hashtag in public posts since/);
  const all = html + JSON.stringify(await queue(asking.house));
  assert.doesNotMatch(all, /citizen|puppet/);
});
