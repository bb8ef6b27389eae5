import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { removeChannel } from '#rooms/channels/add-channel.ts';
import { EVERY_MOST_MS, PAUSE_MOST_MS, pauseAfter, retryAfterMs } from '#rooms/channels/rules/due.ts';
import { channelStore } from '#rooms/channels/store.ts';
import { calendarOf, HOUR, MINUTE, openWatching, quietPage, servePage, type Watching } from './watching.ts';

let house: Watching;
before(async () => {
  house = await openWatching();
});
beforeEach(async () => {
  for (const { id } of house.view.of(channelStore).all()) await removeChannel(house.house, id);
});
after(() => house.close());

const asked = () => house.outside.asked.length;

test('nobody is asked again before the time has come, and nothing is said on the log that is not new', async () => {
  servePage(house.outside, quietPage());
  await house.watch('statuspage', 'Host');
  await house.round();
  const [seq, first] = [house.view.seq(), asked()];
  await house.round(MINUTE);
  assert.equal(asked(), first);
  await house.round(6 * MINUTE);
  assert.equal(asked(), first + 4);
  assert.equal(house.view.seq(), seq, 'nothing is different');
  await house.round(9 * MINUTE);
  assert.equal(house.view.seq(), seq + 1, 'it is said every quarter of an hour that it was read');
  assert.equal(house.row('Host').fetchedAt, house.clock.now);
});

test('what has not changed is not sent again', async () => {
  let sent = 0;
  house.outside.answer((request, response) => {
    const known = request.headers['if-none-match'] === '"7"';
    if (!known) sent++;
    response.writeHead(known ? 304 : 200, { etag: '"7"' });
    response.end(
      known ? undefined : calendarOf(['SUMMARY:Work\r\nDTSTART:20260701T000000Z\r\nDTEND:20260701T010000Z']),
    );
  });
  await house.watch('ical', 'Calendar');
  await house.round();
  await house.round(20 * MINUTE);
  assert.equal(sent, 1);
  assert.deepEqual([house.state('Calendar'), house.windowsOf('Calendar')], ['up', ['Work']]);
  assert.equal(
    house.row('Calendar').fetchedAt,
    house.clock.now,
    'that it has not changed is fresh knowledge',
  );
});

test('failures make it unknown, and are asked about more and more rarely', async () => {
  servePage(house.outside, quietPage());
  await house.watch('statuspage', 'Host');
  await house.round();
  assert.equal(house.state('Host'), 'up');
  house.outside.answer((_request, response) => response.writeHead(500).end('no'));
  const from = house.clock.now;
  const times: number[] = [];
  while (house.clock.now < from + 24 * HOUR) {
    const before = asked();
    await house.round(MINUTE);
    if (asked() > before) times.push(house.clock.now);
  }
  assert.deepEqual([house.row('Host').state, house.row('Host').fault], ['unknown', 'status']);
  assert.ok(times.length >= 6 && times.length <= 12, `${times.length} times a day`);
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  for (let i = 1; i < 5; i++) assert.ok(gaps[i]! > gaps[i - 1]! * 1.2, `${gaps}`);
  servePage(house.outside, quietPage());
  await house.round(8 * HOUR);
  assert.equal(house.state('Host'), 'up');
});

test('who asks to be left alone for a time is left alone', async () => {
  house.outside.answer((_request, response) => response.writeHead(503, { 'retry-after': '7200' }).end());
  await house.watch('ical', 'Calendar');
  await house.round();
  assert.equal(house.row('Calendar').fault, 'busy');
  const before = asked();
  for (let i = 0; i < 11; i++) await house.round(10 * MINUTE);
  assert.equal(asked(), before);
  await house.round(11 * MINUTE);
  assert.equal(asked(), before + 1);
});

test('pauses double, stay in their bounds, and differ by chance', () => {
  const pause = (failures: number, chance = 0.5, wait = 0) =>
    pauseAfter({ everyMs: 300_000, failures, retryAfterMs: wait, chance });
  assert.deepEqual(
    [0, 1, 2, 3].map((n) => pause(n)),
    [300_000, 600_000, 1_200_000, 2_400_000],
  );
  assert.equal(pause(1_000), PAUSE_MOST_MS);
  assert.deepEqual([pause(0, 0), pause(0, 1)], [255_000, 345_000]);
  assert.equal(pause(0, 0.5, 10 * HOUR), 10 * HOUR);
  assert.ok(pauseAfter({ everyMs: EVERY_MOST_MS, failures: 0, retryAfterMs: 0, chance: 1 }) < 45 * MINUTE);
});

test('Retry-After is read as seconds or a date, and nothing else', () => {
  const now = Date.parse('2026-06-01T12:00:00Z');
  assert.equal(retryAfterMs('120', now), 120_000);
  assert.equal(retryAfterMs('Mon, 01 Jun 2026 12:05:00 GMT', now), 300_000);
  assert.equal(retryAfterMs('Mon, 01 Jun 2026 11:05:00 GMT', now), 0);
  assert.equal(retryAfterMs('999999999', now), 24 * HOUR);
  for (const text of [undefined, '', '-5', 'soon', '1e9x', 'x'.repeat(200)])
    assert.equal(retryAfterMs(text, now), 0);
});

test('an address that is checked is up, down when it fails or nobody is there, unknown when we may not ask', async () => {
  house.outside.answer((_request, response) => response.end('x'.repeat(1_000_000)));
  await house.watch('http', 'Site', '/health');
  await house.round();
  assert.equal(house.state('Site'), 'up');
  house.outside.answer((_request, response) => response.writeHead(502).end());
  await house.round(10 * MINUTE);
  assert.equal(house.state('Site'), 'down');
  house.outside.answer((request) => request.socket.destroy());
  await house.round(10 * MINUTE);
  assert.deepEqual([house.state('Site'), house.row('Site').fault], ['down', 'connection']);
  house.outside.answer((_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  );
  await house.round(HOUR);
  assert.deepEqual([house.state('Site'), house.row('Site').fault], ['unknown', 'address']);
});

test('an endless body is cut and makes a feed unknown', async () => {
  house.outside.answer((_request, response) => {
    const more = () => {
      while (response.write('BEGIN:VCALENDAR\r\n'.repeat(1_000)));
    };
    response.on('drain', more);
    more();
  });
  await house.watch('ical', 'Calendar');
  await house.round();
  assert.deepEqual([house.state('Calendar'), house.row('Calendar').fault], ['unknown', 'too-large']);
});
