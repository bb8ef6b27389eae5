import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textsOf } from '#pages/texts/index.ts';
import { channelStore } from '#rooms/channels/store.ts';
import type { Person } from '../support/house.ts';
import { visit } from '../support/visitor.ts';
import { HOUR, openWatching, type Page, quietPage, servePage, type Watching } from './watching.ts';

let house: Watching;
let admin: Person;
let page: Page;
before(async () => {
  house = await openWatching();
  admin = await house.person('boss', { role: 'admin' });
  page = quietPage();
  servePage(house.outside, page);
});
after(async () => {
  await house.close();
  assert.deepEqual(house.faults, []);
});

test('staff say what is watched, and everybody sees how it stands and what it plans', async () => {
  const staff = await visit(house, { as: admin });
  const empty = await staff.get('/settings/channels');
  assert.match(empty.html, /No other service is watched/);
  const draft = { kind: 'statuspage', name: 'Photo host', url: house.outside.origin, shown: '1' };
  const added = await staff.send('/settings/channels', draft);
  assert.deepEqual([added.status, added.path], [200, '/settings/channels']);
  assert.match(added.html, /Photo host/);
  const now = house.clock.now;
  page.upcoming = [{ id: '1', name: 'Move <b>of disks', from: now + HOUR, to: now + 2 * HOUR }];
  await house.round();
  for (const language of ['en', 'fa'] as const) {
    const t = textsOf(language).channels;
    const anyone = await visit(house, { language });
    const { html, status } = await anyone.get('/channels');
    assert.equal(status, 200);
    assert.match(html, new RegExp(`Photo host.*${t.state.up}.*${t.planned}.*Move &lt;b&gt;of disks`, 's'));
    assert.match(html, language === 'fa' ? /dir="rtl"/ : /dir="ltr"/);
    assert.match(
      html,
      /<svg viewBox="0 0 360 24"[^>]*aria-hidden="true"><rect x="0".*<rect class="(?:up|unknown)" x="356"/,
    );
    assert.doesNotMatch(html, / style=|<script>/);
  }
});

test('a channel that cannot be read is shown as not known, with the reason, and never as clear', async () => {
  house.outside.answer((_request, response) => response.end('garbage'));
  await house.round(HOUR);
  const { html } = await (await visit(house)).get('/channels');
  const t = textsOf('en').channels;
  assert.match(html, new RegExp(`Photo host.*${t.state.unknown}.*${t.why.unclear}`, 's'));
  assert.doesNotMatch(html, new RegExp(t.nonePlanned.replace('.', '\\.')));
  servePage(house.outside, page);
  await house.round(7 * HOUR);
  house.clock.now += 2 * HOUR;
  const stale = await (await visit(house)).get('/channels');
  assert.match(
    stale.html,
    new RegExp(`${t.state.unknown}.*${t.why.stale}`, 's'),
    'nobody looked for two hours',
  );
});

test('what the operator keeps to themselves is seen by staff alone, on the page and in the API', async () => {
  const staff = await visit(house, { as: admin });
  await staff.get('/settings/channels');
  await staff.send('/settings/channels', { kind: 'http', name: 'Inner gate', url: house.outside.origin });
  assert.match((await staff.get('/channels')).html, /Inner gate/);
  assert.doesNotMatch((await (await visit(house)).get('/channels')).html, /Inner gate/);
  const listed = await house.json<{ name: string }[]>('GET', '/api/rooftop/v1/channels');
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['Photo host'],
  );
});

test('a refused form comes back with what was typed, in the language of the reader', async () => {
  const staff = await visit(house, { as: admin, language: 'fa' });
  await staff.get('/settings/channels');
  const refused = await staff.send('/settings/channels', {
    kind: 'http',
    name: 'Wrong',
    url: 'ftp://a.test/',
  });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /value="ftp:\/\/a\.test\/"/);
  assert.match(refused.html, /role="alert"/);
  const again = { kind: 'http', name: 'Photo host', url: 'https://a.test/' };
  assert.equal((await staff.send('/settings/channels', again)).status, 409);
});

test('times without work are added and taken back, and a channel is watched no longer', async () => {
  const staff = await visit(house, { as: admin });
  await staff.get('/settings/channels');
  const times = { name: 'Election', startsAt: '2026-06-12', endsAt: '2026-06-14T00:00Z' };
  assert.match((await staff.send('/settings/channels/freezes', times)).html, /Election/);
  const wrong = await staff.send('/settings/channels/freezes', { ...times, endsAt: 'later' });
  assert.equal(wrong.status, 422);
  const [, id] = /\/freezes\/(\d+)\/remove/.exec(wrong.html)!;
  const removed = await staff.send(`/settings/channels/freezes/${id}/remove`);
  assert.doesNotMatch(removed.html, /Election/);
  const channel = house.view.of(channelStore).byName('Inner gate')!;
  assert.doesNotMatch((await staff.send(`/settings/channels/${channel.id}/remove`)).html, /Inner gate/);
});

test('staff add and remove channels over the API; nobody else can', async () => {
  const draft = { kind: 'ical', name: 'Calendar', url: 'https://a.test/c.ics', everySeconds: 600 };
  const path = '/api/rooftop/v1/channels';
  const other = await house.person('other');
  assert.equal((await house.request('POST', path, { json: draft })).status, 401);
  assert.equal((await house.request('POST', path, { json: draft, token: other.token })).status, 403);
  const { id, state, fault } = await house.json('POST', path, { json: draft, token: admin.token });
  assert.deepEqual([state, fault], ['unknown', 'not-yet']);
  await house.json(
    'POST',
    path,
    { json: { ...draft, name: 'x', everySeconds: 10 }, token: admin.token },
    422,
  );
  await house.json('DELETE', `${path}/${id}`, { token: admin.token });
  await house.json('DELETE', `${path}/${id}`, { token: admin.token }, 404);
});
