import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { cancelWindow, finishWindow, startWindow } from '#rooms/maintenance/index.ts';
import { answerRequest, receiveRequest, releaseRequest, setDeadline } from '#rooms/requests/index.ts';
import { type Asking, openAsking, shown } from '../requests/asking.ts';
import { DRAFT, HOUR } from '../requests/draft.ts';
import { visit } from '../support/visitor.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(() => asking.house.close());

const ask = async (windowId: number, more = {}) =>
  (await receiveRequest(asking.house.house, { ...DRAFT, windowId, ...more }, { way: 'form' })).number;
const lastFacts = (number: number) => entriesAbout(asking.house.view, `request/${number}`).at(-1)!.facts;

test('hard case 25: the nights of two countries conflict, and the answer to one names the other', async () => {
  const windowId = await asking.plan();
  const tehran = await ask(windowId, { name: 'Tehran', wish: 'later', text: 'Not in our day.' });
  const newYork = await ask(windowId, { name: 'New York', wish: 'earlier', text: 'Not in our evening.' });
  assert.deepEqual((await shown(asking.house, tehran)).conflicts, [newYork]);
  assert.deepEqual((await shown(asking.house, newYork)).conflicts, [tehran]);
  await releaseRequest(asking.house.house, newYork);
  await answerRequest(asking.house.house, newYork, {
    outcome: 'refused',
    text: 'Those who would be hurt most are awake then.',
    changes: [],
    against: [tehran],
  });
  assert.deepEqual(lastFacts(newYork)['against'], [`request/${tehran}`]);
  const { html } = await (await visit(asking.house)).get(`/requests/${newYork}`);
  assert.match(html, new RegExp(`href="/requests/${tehran}"`));
});

test('hard case 25: a request after the start, the end or the cancelling is logged and refused by itself with the reason', async () => {
  const { house } = asking.house;
  const reasonOf = async (number: number) => {
    const { state, answers } = await shown(asking.house, number);
    assert.deepEqual([state, answers.length], ['too-late', 1]);
    assert.equal(lastFacts(number)['by'], 'itself');
    return [answers[0]!.reason, lastFacts(number)['reason']];
  };
  const windowId = await asking.plan({ title: 'Second', evenThough: true });
  assert.equal((await shown(asking.house, await ask(windowId))).state, 'open');
  asking.clock.now += 12 * HOUR;
  assert.deepEqual(await reasonOf(await ask(windowId)), ['window-started', 'window-started']);
  await startWindow(house, windowId);
  assert.deepEqual(await reasonOf(await ask(windowId)), ['window-started', 'window-started']);
  asking.clock.now += HOUR;
  await finishWindow(house, windowId);
  assert.deepEqual(await reasonOf(await ask(windowId)), ['window-over', 'window-over']);
  const dropped = await asking.plan();
  await cancelWindow(house, dropped, 'No longer needed');
  assert.deepEqual(await reasonOf(await ask(dropped)), ['window-cancelled', 'window-cancelled']);
});

test('hard case 25: a request after the deadline of the provider is logged and refused by itself with the reason', async () => {
  const windowId = await asking.plan({
    startsAt: asking.clock.now + 100 * HOUR,
    endsAt: asking.clock.now + 102 * HOUR,
  });
  const deadline = asking.clock.now + HOUR;
  await setDeadline(asking.house.house, windowId, deadline);
  const said = entriesAbout(asking.house.view, `window/${windowId}`).at(-1)!;
  assert.equal(said.facts['deadline'], new Date(deadline).toISOString());
  assert.equal((await shown(asking.house, await ask(windowId))).state, 'open');
  asking.clock.now += HOUR;
  const late = await ask(windowId);
  const { state, answers } = await shown(asking.house, late);
  assert.deepEqual([state, answers[0]!.reason], ['too-late', 'deadline-passed']);
  const { html } = await (await visit(asking.house, { language: 'fa' })).get(`/requests/${late}`);
  assert.match(html, /پس از واپسین لحظه‌ای رسید/);
  await setDeadline(asking.house.house, windowId, null);
  assert.equal((await shown(asking.house, await ask(windowId))).state, 'open');
});
