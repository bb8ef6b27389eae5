import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { removeChannel } from '#rooms/channels/add-channel.ts';
import { channelStates, channelWindows, clearance, FRESH_MS, overlaps } from '#rooms/channels/index.ts';
import { channelStore } from '#rooms/channels/store.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { nameOfWindow, planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import {
  answerJson,
  HOUR,
  MINUTE,
  openWatching,
  type Page,
  pageAnswer,
  quietPage,
  type Watching,
} from '../channels/watching.ts';
import { planOf } from '../maintenance/planned.ts';

let house: Watching;
let pages: Record<string, Page | undefined>;
before(async () => {
  house = await openWatching();
});
beforeEach(async () => {
  for (const { id } of house.view.of(channelStore).all()) await removeChannel(house.house, id);
  pages = { '/first': quietPage(), '/second': quietPage() };
  house.outside.answer((request, response) => {
    const [, base, path] = /^(\/[a-z]+)(\/.*)$/.exec(request.url!)!;
    const page = pages[base!];
    answerJson(response, page && pageAnswer(page, path!));
  });
  await house.watch('statuspage', 'First', '/first');
  await house.watch('statuspage', 'Second', '/second');
});
after(async () => {
  await house.close();
  assert.deepEqual(house.faults, []);
});

function slotAt(startsAt: number) {
  return { startsAt, endsAt: startsAt + HOUR };
}

function clear(slot: { readonly startsAt: number; readonly endsAt: number }) {
  const { now } = house.clock;
  return clearance(slot, channelStates(house.view), channelWindows(house.view), { now });
}

test('hard case 16: a window of theirs keeps ours away, with half an hour before and after it', () => {
  const theirs = [{ name: 'theirs', ...slotAt(10 * HOUR) }];
  const padded = (startsAt: number) => overlaps(slotAt(startsAt), theirs, 30 * MINUTE).length > 0;
  assert.deepEqual([padded(8.5 * HOUR), padded(8.5 * HOUR + 1)], [false, true]);
  assert.deepEqual([padded(11.5 * HOUR - 1), padded(11.5 * HOUR)], [true, false]);
  assert.equal(overlaps({ startsAt: 0, endsAt: 100 * HOUR }, theirs).length, 1);
});

test('hard case 16: a channel that cannot be read is unknown, not clear, and its windows of before still count', async () => {
  const slot = slotAt(house.clock.now + 48 * HOUR);
  assert.equal(clear(slot).answer, 'unknown', 'nobody has looked yet');
  await house.round();
  assert.equal(clear(slot).answer, 'clear');
  pages['/second'] = undefined;
  await house.round(10 * MINUTE);
  assert.deepEqual(clear(slot), { answer: 'unknown', overlapping: [], unknown: ['Second'] });
  pages['/first']!.upcoming = [{ id: '1', from: slot.startsAt, to: slot.endsAt }];
  await house.round(10 * MINUTE);
  const both = clear(slot);
  assert.deepEqual([both.answer, both.overlapping.length, both.unknown], ['overlaps', 1, ['Second']]);
  pages['/first'] = undefined;
  await house.round(10 * MINUTE);
  assert.equal(clear(slot).answer, 'overlaps', 'what it said last still stands');
});

test('hard case 16: only a fresh reading says that all is clear', async () => {
  const slot = slotAt(house.clock.now + 48 * HOUR);
  await house.round();
  assert.equal(clear(slot).answer, 'clear');
  house.clock.now += FRESH_MS;
  assert.equal(clear(slot).answer, 'clear');
  house.clock.now += 1;
  assert.deepEqual(clear(slot).unknown, ['First', 'Second'], 'nobody looked for an hour');
  assert.equal(channelStates(house.view, house.clock.now)[0]!.state, 'unknown');
  await house.round();
  assert.equal(clear(slot).answer, 'clear');
});

test('hard case 16: an alert is raised when two of them move into our slot after we published it', async () => {
  const far = house.clock.now + 200 * HOUR;
  for (const page of Object.values(pages)) page!.upcoming = [{ id: '1', from: far, to: far + HOUR }];
  await house.round();
  const { id } = await planWindow(house.house, planOf(house.clock.now));
  const { window, alerts } = seeWindow(house.view, id)!;
  assert.deepEqual(alerts, []);
  const { startsAt, endsAt } = window;
  pages['/first']!.upcoming = [{ id: '1', from: startsAt - HOUR, to: startsAt - 10 * MINUTE }];
  pages['/second']!.upcoming = [{ id: '1', from: endsAt - 10 * MINUTE, to: endsAt + HOUR }];
  await house.round(10 * MINUTE);
  const seen = seeWindow(house.view, id)!;
  assert.equal(seen.alerts.length, 2);
  assert.deepEqual(seen.window, window, 'our plan is for people to change');
  const kinds = entriesAbout(house.view, nameOfWindow(id)).map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === 'window-conflict').length, 2);
  await house.round(10 * MINUTE);
  assert.equal(entriesAbout(house.view, nameOfWindow(id)).length, kinds.length, 'it is said once');
});
