import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { Statuspage } from 'statuspage.io';
import { readCalendar } from '#machinery/icalendar/read-calendar.ts';
import { serveTestHouse } from '../support/port.ts';
import { JUNE_ZONES, openWorkHouse, type WorkHouse } from './works.ts';

const OLD = ['2009-06-16T04:45:00Z', '2009-06-16T06:15:00Z'] as const;
const NEW = ['2009-06-16T21:00:00Z', '2009-06-16T22:00:00Z'] as const;

async function textAt({ server }: WorkHouse, path: string): Promise<string> {
  const response = await server.request('GET', path);
  assert.equal(response.status, 200, path);
  return response.text();
}

/** The events of a calendar as ical.js reads them, which throws at the first thing that is wrong. */
function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    start: String(event.getFirstPropertyValue('dtstart')),
    end: String(event.getFirstPropertyValue('dtend')),
    status: event.getFirstPropertyValue('status'),
    summary: event.getFirstPropertyValue('summary'),
    description: String(event.getFirstPropertyValue('description')),
    url: event.getFirstPropertyValue('url'),
    impact: event.getFirstPropertyValue('x-maintnote-impact'),
    note: event.getFirstPropertyValue('x-maintnote-status'),
    objects: event.getAllProperties('x-maintnote-object-id').map((one) => one.getFirstValue()),
  }));
}

test('a calendar that others subscribe to keeps the UID of a window and raises its SEQUENCE with every change', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...OLD);
  const seen = async () => eventsIn(await textAt(works, '/status.ics'))[0]!;
  const first = await seen();
  assert.deepEqual([first.sequence, first.start], [0, '2009-06-16T04:45:00Z']);
  assert.equal(first.url, `http://rooftop.test/status/windows/${id}`);
  await works.move(id, ...NEW, 'People in Iran asked, and so it is; moved');
  const second = await seen();
  assert.equal(second.uid, first.uid);
  assert.deepEqual(
    [second.sequence, second.start, second.end],
    [1, '2009-06-16T21:00:00Z', '2009-06-16T22:00:00Z'],
  );
  assert.match(second.description, /Planned before: Tue 16 June 2009 04:45–06:15 UTC/);
  assert.match(second.description, /Moved: People in Iran asked, and so it is; moved/);
  works.at(NEW[0]);
  await works.start(id);
  assert.deepEqual([(await seen()).sequence, (await seen()).note], [2, 'IN-PROCESS']);
  await works.cancel(id, 'Broken cable');
  const last = await seen();
  assert.deepEqual(
    [last.uid, last.sequence, last.status, last.note],
    [first.uid, 3, 'CANCELLED', 'CANCELLED'],
  );
  await works.server.close();
});

test('the calendar is read without complaint by ical.js, node-ical and our own reader', async () => {
  const works = await openWorkHouse();
  await works.zones(JUNE_ZONES);
  const title =
    'به‌روزرسانی شبکه, "routers"; back\\slash — a title that is much longer than seventy-five octets are';
  const id = await works.plan(...OLD, { title, description: 'First line\nsecond: line', kind: 'provider' });
  await works.plan(...NEW, { effect: 'none', parts: [] });
  for (const path of ['/status.ics', `/status/windows/${id}.ics`]) {
    const text = await textAt(works, path);
    for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    const [event] = eventsIn(text).filter(({ uid }) => uid === `window-${id}@rooftop.test`);
    assert.equal(event?.summary, title);
    assert.deepEqual(event?.objects, ['posting', 'reading']);
    assert.equal(event?.impact, 'OUTAGE');
    const found = Object.values(nodeIcal.sync.parseICS(text)).find(
      (one) => one?.type === 'VEVENT' && one.summary === title,
    );
    assert.ok(found?.type === 'VEVENT');
    assert.equal(found.start.toISOString(), '2009-06-16T04:45:00.000Z');
    assert.equal(found.end?.toISOString(), '2009-06-16T06:15:00.000Z');
    const own = readCalendar(text);
    assert.deepEqual([own.faults, own.warnings], [[], []]);
  }
  await works.server.close();
});

test('the feed has an entry for every change, so that subscribers are told again when work is moved', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...OLD, { title: 'Routers & <cables>\u0007' });
  const before = await textAt(works, '/status.atom');
  works.at('2009-06-15T23:24:00Z');
  await works.move(id, ...NEW, 'People in Iran asked.');
  const after = await textAt(works, '/status.atom');
  const ids = (text: string) => [...text.matchAll(/<entry>\s*<id>([^<]+)/g)].map((match) => match[1]);
  assert.deepEqual(ids(before), [`tag:rooftop.test,2026:window-${id}-0-planned`]);
  assert.deepEqual(ids(after), [`tag:rooftop.test,2026:window-${id}-1-moved`, ...ids(before)]);
  assert.match(after, /<updated>2009-06-15T23:24:00\.000Z<\/updated>/);
  assert.match(after, /<title>Moved: Routers &amp; &lt;cables&gt;<\/title>/);
  assert.match(
    after,
    /Tue 16 June 2009 21:00–22:00 UTC\nPlanned before: Tue 16 June 2009 04:45–06:15 UTC\nMoved: People in Iran asked\./,
  );
  const entry = /<entry>\s*<id>[^<]*planned.*?<\/entry>/s;
  assert.equal(entry.exec(after)?.[0], entry.exec(before)?.[0], 'an entry never changes');
  await works.server.close();
});

test('Statuspage’s JSON is read by a client made for Statuspage', async () => {
  const works = await openWorkHouse();
  const [planned, active] = [await works.plan(...NEW), await works.plan(...OLD, { title: 'Routers' })];
  await works.move(planned, '2009-06-17T21:00:00Z', '2009-06-17T22:00:00Z', 'Asked for');
  works.at(OLD[0]);
  await works.start(active);
  const served = await serveTestHouse(works.server);
  const client = new Statuspage('rooftop');
  client.setApiUrl(served.origin);
  const summary = await client.api.getSummary();
  assert.equal(summary.page.url, `${served.origin}/status`);
  assert.equal(summary.status.indicator, 'maintenance');
  assert.deepEqual(summary.incidents, []);
  assert.deepEqual(
    summary.scheduled_maintenances.map(({ id, status, impact }) => [id, status, impact]),
    [
      [String(active), 'in_progress', 'critical'],
      [String(planned), 'scheduled', 'critical'],
    ],
  );
  const touched = summary.components.filter(({ status }) => status === 'under_maintenance');
  assert.deepEqual(
    touched.map(({ id }) => id),
    ['posting', 'reading'],
  );
  const { scheduled_maintenances: upcoming } = await client.api.scheduledMaintenances.getUpcoming();
  assert.equal(upcoming.length, 1);
  assert.equal(upcoming[0]!.scheduled_for, '2009-06-17T21:00:00.000Z');
  assert.deepEqual(
    upcoming[0]!.incident_updates.map(({ status }) => status),
    ['scheduled', 'scheduled'],
  );
  assert.match(upcoming[0]!.incident_updates[0]!.body, /^Moved: Network work\n.*\n.*\nMoved: Asked for\n/);
  assert.equal((await client.api.getStatus()).status.indicator, 'maintenance');
  assert.equal((await client.api.getComponents()).components.length, 6);
  assert.deepEqual((await client.api.incidents.getAll()).incidents, []);
  await served.close();
  await works.server.close();
});

test('Statuspage’s lists hold what their names say, and what was called off counts as completed', async () => {
  const works = await openWorkHouse();
  type Lists = {
    scheduled_maintenances: {
      id: string;
      status: string;
      resolved_at: string | null;
      incident_updates: { status: string; body: string }[];
    }[];
  };
  const lists = async (name = '') =>
    (await works.server.json<Lists>('GET', `/api/v2/scheduled-maintenances${name}.json`))
      .scheduled_maintenances;
  const id = await works.plan(...OLD);
  const other = await works.plan(...NEW);
  works.at('2009-06-16T00:00:00Z');
  await works.cancel(other, 'Not needed');
  works.at('2009-06-16T04:45:30Z');
  assert.deepEqual(
    (await lists('/upcoming')).map((one) => one.id),
    [String(id)],
  );
  assert.deepEqual(await lists('/active'), []);
  await works.start(id);
  assert.deepEqual(
    (await lists('/active')).map((one) => one.status),
    ['in_progress'],
  );
  assert.deepEqual(await lists('/upcoming'), []);
  const all = await lists();
  assert.deepEqual(
    all.map((one) => one.status),
    ['in_progress', 'completed'],
  );
  assert.equal(all[1]!.resolved_at, '2009-06-16T00:00:00.000Z');
  assert.deepEqual(
    all[1]!.incident_updates.map(({ status }) => status),
    ['completed', 'scheduled'],
  );
  assert.match(all[1]!.incident_updates[0]!.body, /^Cancelled: Network work\n.*Not needed/s);
  await works.server.close();
});

test('who has a feed already is told so, until something changes', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...OLD);
  const paths = ['/status.ics', '/status.atom', '/api/v2/summary.json', `/status/windows/${id}.ics`];
  const tags = new Map<string, string>();
  for (const path of paths) {
    const whole = await works.server.request('GET', path);
    const etag = whole.headers.get('etag')!;
    assert.match(whole.headers.get('cache-control') ?? '', /^public, max-age=\d+$/);
    assert.equal(whole.headers.get('access-control-allow-origin'), '*');
    const again = await works.server.request('GET', path, {
      headers: { 'if-none-match': `"other", W/${etag}` },
    });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), '');
    const head = await works.server.request('HEAD', path);
    assert.deepEqual([head.status, head.headers.get('etag'), await head.text()], [200, etag, '']);
    tags.set(path, etag);
  }
  await works.move(id, ...NEW, 'Asked for');
  for (const [path, etag] of tags) {
    const moved = await works.server.request('GET', path, { headers: { 'if-none-match': etag } });
    assert.equal(moved.status, 200, `${path} tells again`);
  }
  await works.server.close();
});

test('feeds speak the operator’s first language', async () => {
  const works = await openWorkHouse();
  const { changeSetting } = await import('#rooms/settings/index.ts');
  await changeSetting(works.server.house, 'languages', 'fa, en');
  await works.plan(...OLD);
  assert.match(await textAt(works, '/status.atom'), /xml:lang="fa".*سه‌شنبه ۲۶ خرداد ۱۳۸۸/s);
  await works.server.close();
});
