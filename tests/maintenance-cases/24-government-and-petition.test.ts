import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { boundWindow } from '#rooms/maintenance/index.ts';
import {
  answerRequest,
  namePetition,
  receiveRequest,
  releaseRequest,
  verifyRequest,
} from '#rooms/requests/index.ts';
import { openDueRequests } from '#rooms/requests/jobs.ts';
import { type Asking, openAsking, queue, shown } from '../requests/asking.ts';
import { DAY, DRAFT, HOUR } from '../requests/draft.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(() => asking.house.close());

test('hard case 24: a government and a petition stand in one queue with the same fields, and are answered with reasons', async () => {
  const { house, view } = asking.house;
  const windowId = await asking.plan();
  const petition = await namePetition(house, { hashtag: 'nomaintenance', windowId, wish: 'later', text: '' });
  asking.clock.now += HOUR;
  const letter = { ...DRAFT, asker: 'government', name: 'State Department', windowId, text: 'Please wait.' };
  const reachedAt = asking.clock.now - 3 * HOUR;
  const government = await receiveRequest(house, letter, { way: 'email', reachedAt });
  await releaseRequest(house, government.number);
  await verifyRequest(house, government.number, { proof: 'email-domain', note: '' });
  const seen = await queue(asking.house);
  assert.deepEqual(
    seen.map(({ kind }) => kind),
    ['petition', 'government'],
    'in order of arrival',
  );
  assert.deepEqual(Object.keys(seen[0]!), Object.keys(seen[1]!));
  const entries = [petition, government].map(({ number }) => entriesAbout(view, `request/${number}`)[0]!);
  assert.ok(entries[0]!.index < entries[1]!.index);
  assert.deepEqual(Object.keys(entries[0]!.facts), Object.keys(entries[1]!.facts));
  assert.equal(entries[1]!.facts['reachedAt'], new Date(reachedAt).toISOString(), 'as staff say');
  const bounds = { earliest: asking.clock.now + 11 * HOUR, latest: asking.clock.now + 50 * HOUR };
  await boundWindow(house, windowId, bounds, 'The provider can wait a day');
  const change = entriesAbout(view, `window/${windowId}`).at(-1)!.index;
  for (const { number } of [petition, government])
    await answerRequest(house, number, {
      outcome: 'granted',
      text: 'The network provider lets us wait until the night in Tehran.',
      changes: [change],
      against: [],
    });
  const answers = await Promise.all([petition, government].map(({ number }) => shown(asking.house, number)));
  assert.deepEqual(answers[0]!.answers[0]!.text, answers[1]!.answers[0]!.text);
});

test('hard case 24: what must stay confidential is on the ledger as a commitment, with the day it opens or the reason it does not', async () => {
  const { house, view } = asking.house;
  const secret = { ...DRAFT, asker: 'government', name: 'An embassy', text: 'people are in hiding' };
  const dated = await receiveRequest(house, { ...secret, opensOn: '2026-06-30' }, { way: 'telephone' });
  const closed = await receiveRequest(house, { ...secret, secretBecause: 'danger' }, { way: 'telephone' });
  const factsOf = (number: number) => entriesAbout(view, `request/${number}`)[0]!.facts;
  const { confidential, opensAt } = factsOf(dated.number);
  assert.deepEqual([confidential, opensAt], [true, '2026-06-30T00:00:00.000Z']);
  assert.equal(factsOf(closed.number)['secretBecause'], 'danger');
  const textOf = async (number: number) => (await shown(asking.house, number)).text;
  await openDueRequests(house);
  assert.deepEqual([await textOf(dated.number), await textOf(closed.number)], [null, null]);
  asking.clock.now += 20 * DAY;
  await openDueRequests(house);
  assert.deepEqual([await textOf(dated.number), await textOf(closed.number)], [secret.text, null]);
});
