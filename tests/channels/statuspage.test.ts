import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { removeChannel } from '#rooms/channels/add-channel.ts';
import { channelStore } from '#rooms/channels/store.ts';
import {
  answerJson,
  HOUR,
  MINUTE,
  openWatching,
  type Page,
  pageAnswer,
  quietPage,
  servePage,
  type Watching,
} from './watching.ts';

let house: Watching;
let page: Page;
before(async () => {
  house = await openWatching();
});
beforeEach(async () => {
  for (const { id } of house.view.of(channelStore).all()) await removeChannel(house.house, id);
  page = quietPage();
  servePage(house.outside, page);
  await house.watch('statuspage', 'Host');
});
after(() => house.close());

test('a channel is unknown until it was read, and up when all its lists were', async () => {
  assert.equal(house.state('Host'), 'unknown');
  await house.round();
  assert.equal(house.state('Host'), 'up');
});

test('that all systems are operational is no evidence while work is under way', async () => {
  const now = house.clock.now;
  page.active = [{ id: 'a', from: now - HOUR, to: now + HOUR, status: 'in_progress' }];
  await house.round();
  assert.equal(house.state('Host'), 'maintenance');
  page.active[0] = { ...page.active[0]!, status: 'verifying' };
  await house.round(10 * MINUTE);
  assert.equal(house.state('Host'), 'maintenance');
});

test('that all systems are operational is no evidence when one list cannot be read', async () => {
  for (const missing of ['upcoming.json', 'active.json', 'maintenances.json']) {
    house.outside.answer((request, response) =>
      answerJson(response, request.url!.endsWith(missing) ? undefined : pageAnswer(page, request.url!)),
    );
    await house.round(12 * HOUR);
    assert.deepEqual([house.row('Host').state, house.row('Host').fault], ['unknown', 'status'], missing);
  }
});

test('work far ahead is seen although fifty old entries push it out of the first list', async () => {
  const now = house.clock.now;
  page.all = Array.from({ length: 50 }, (_, i) => ({
    id: `old${i}`,
    from: now - (i + 2) * 24 * HOUR,
    to: now - (i + 1) * 24 * HOUR,
    status: 'completed',
  }));
  page.upcoming = [{ id: 'far', name: 'Far ahead', from: now + 900 * HOUR, to: now + 901 * HOUR }];
  await house.round();
  assert.ok(house.windowsOf('Host').includes('Far ahead'));
  assert.equal(house.windowsOf('Host').filter((name) => name !== 'Far ahead').length, 29, 'a month is kept');
});

test('words that are no JSON, of another shape or without times make it unknown, and what was known stays', async () => {
  const now = house.clock.now;
  page.upcoming = [{ id: 'a', name: 'Known', from: now + HOUR, to: now + 2 * HOUR }];
  await house.round();
  assert.equal(house.state('Host'), 'up');
  const bodies = [
    ['<html>garbage', 'not-json'],
    ['null', 'not-json'],
    ['[]', 'shape'],
    ['{"scheduled_maintenances":{}}', 'shape'],
    ['"\\u0000"', 'shape'],
  ] as const;
  for (const [body, fault] of bodies) {
    house.outside.answer((_request, response) => response.end(body));
    await house.round(12 * HOUR);
    assert.deepEqual([house.row('Host').state, house.row('Host').fault], ['unknown', fault], body);
    assert.deepEqual(house.windowsOf('Host'), ['Known']);
  }
  const odd = [{}, null, 7, { id: 'x', name: 'n', scheduled_for: 'soon', scheduled_until: 'later' }];
  house.outside.answer((request, response) =>
    answerJson(
      response,
      request.url === '/api/v2/status.json' ? pageAnswer(page, request.url) : { scheduled_maintenances: odd },
    ),
  );
  await house.round(12 * HOUR);
  assert.deepEqual([house.row('Host').state, house.row('Host').fault], ['unknown', 'times']);
});

test('a major outage is down, and a page that speaks of itself otherwise is unknown', async () => {
  page.indicator = 'critical';
  await house.round();
  assert.equal(house.state('Host'), 'down');
  page.indicator = 'fine, thanks';
  await house.round(10 * MINUTE);
  assert.equal(house.state('Host'), 'unknown');
});

test('foreign texts are cut, made one line, and no address but of the web is linked', async () => {
  const now = house.clock.now;
  house.outside.answer((request, response) => {
    if (request.url === '/api/v2/status.json') return answerJson(response, pageAnswer(page, request.url));
    const times = {
      scheduled_for: new Date(now).toISOString(),
      scheduled_until: new Date(now + HOUR).toISOString(),
    };
    const name = `a\u202e\nb${'c'.repeat(10_000)}`;
    answerJson(response, {
      scheduled_maintenances: [
        { id: '1', name, status: 'scheduled', shortlink: 'javascript:alert(1)', ...times },
      ],
    });
  });
  await house.round();
  const { windows } = (
    await house.json<{ windows: { name: string; url: null }[] }[]>('GET', '/api/rooftop/v1/channels')
  )[0]!;
  assert.equal(windows[0]!.name.length, 200);
  assert.match(windows[0]!.name, /^a bc/);
  assert.equal(windows[0]!.url, null);
});

test('at most 500 windows are kept, those that end last, and more than that is unknown', async () => {
  const now = house.clock.now;
  page.upcoming = Array.from({ length: 500 }, (_, i) => ({
    id: `${i}`,
    from: now + i * HOUR,
    to: now + (i + 1) * HOUR,
  }));
  await house.round();
  assert.equal(house.state('Host'), 'up');
  assert.equal(house.windowsOf('Host').length, 500);
  page.upcoming.push({ id: 'more', from: now + 600 * HOUR, to: now + 601 * HOUR });
  await house.round(10 * MINUTE);
  assert.deepEqual([house.row('Host').state, house.row('Host').fault], ['unknown', 'too-many']);
  assert.equal(house.windowsOf('Host').length, 500);
  assert.ok(house.windowsOf('Host').includes('Work more'));
});
