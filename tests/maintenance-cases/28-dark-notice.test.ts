import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeApp } from '#app/http.ts';
import { makeLimits } from '#machinery/http/limits.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { makeApology } from '#machinery/roles/supervisor/apology.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { keepMirror } from '#rooms/status/keep-mirror.ts';
import { Refusal } from '#values/refusal.ts';
import { JUNE_ZONES, openWorkHouse, type WorkHouse } from '../status/works.ts';

const START = '2009-06-16T21:00:00Z';
const END = '2009-06-16T22:00:00Z';

/** The copy of a house, kept as jobs keep it. */
function mirrorOf({ server }: WorkHouse) {
  const folder = dataFolder(server.folder);
  const job = keepMirror();
  const place = { house: server.house, folder, ownAddress: async () => undefined };
  return {
    folder,
    keep: async () => void (await job.run(place)),
    read: (path: string) => readFileSync(join(folder.mirror, path), 'utf8'),
    has: (path: string) => statSync(join(folder.mirror, path), { throwIfNoEntry: false }) !== undefined,
    names: () => readdirSync(folder.mirror, { recursive: true }).map(String),
  };
}

test('hard case 28: the notice stays readable elsewhere, in both languages, with all feeds', async () => {
  const works = await openWorkHouse();
  await works.zones(JUNE_ZONES);
  const id = await works.plan(START, END, { title: 'Routers' });
  const mirror = mirrorOf(works);
  await mirror.keep();
  assert.match(mirror.read('index.html'), /This is a copy, made June 15, 2009/);
  assert.match(
    mirror.read('index.html'),
    /Tehran<\/bdi>.*Wed 17 June<\/span> <span class="hour short">01:30–02:30/s,
  );
  assert.match(mirror.read('fa.html'), /<html lang="fa" dir="rtl">.*این یک رونوشت است/s);
  assert.equal(mirror.read('generated-at.txt'), '2009-06-15T22:00:00.000Z\n');
  for (const path of ['status.ics', 'status.atom', `windows/${id}.ics`])
    assert.equal(
      mirror.read(path),
      await (
        await works.server.request('GET', path === `windows/${id}.ics` ? `/status/${path}` : `/${path}`)
      ).text(),
    );
  for (const path of ['api/v2/summary.json', 'api/v2/scheduled-maintenances/active.json'])
    assert.equal(mirror.read(path), await (await works.server.request('GET', `/${path}`)).text());
  await works.server.close();
});

test('hard case 28: another host can serve the copy: every link of its own is relative and there', async () => {
  const works = await openWorkHouse();
  await works.plan(START, END);
  const mirror = mirrorOf(works);
  const place = { house: works.server.house, folder: mirror.folder };
  assert.equal(await publishLedger(place), undefined);
  await mirror.keep();
  for (const page of mirror.names().filter((name) => name.endsWith('.html')))
    for (const [, link] of mirror.read(page).matchAll(/(?:href|src)="([^"]+)"/g)) {
      if (link!.startsWith('http://rooftop.test/')) continue;
      assert.ok(!/^(?:[a-z]+:|\/)/.test(link!), `${page} leads to ${link}`);
      assert.ok(mirror.has(join(page, '..', link!)), `${page} leads to ${link}, which is not there`);
    }
  for (const path of ['checkpoint', 'verifier', 'tile/0/000.p/1', 'tile/entries/000.p/1'])
    assert.deepEqual(
      readFileSync(join(mirror.folder.mirror, 'ledger', path)),
      readFileSync(join(mirror.folder.shelf, 'ledger', path)),
      'the record can be checked from the copy',
    );
  assert.ok(!mirror.names().some((name) => name.endsWith('.part')));
  await works.server.close();
});

test('hard case 28: the copy is new after every change, and each minute, so that late work is said to be late', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(START, END);
  const mirror = mirrorOf(works);
  await mirror.keep();
  await works.move(id, '2009-06-16T23:00:00Z', '2009-06-17T00:00:00Z', 'Asked for');
  await mirror.keep();
  assert.match(mirror.read('index.html'), /<s><time[^>]*>Tue 16 June 21:00–22:00 UTC<\/time><\/s>/);
  works.at('2009-06-16T23:05:00Z');
  await mirror.keep();
  assert.match(mirror.read('index.html'), /should have begun by now/);
  await works.start(id);
  works.at('2009-06-17T00:01:00Z');
  await mirror.keep();
  assert.match(mirror.read('index.html'), /takes longer than announced/);
  const written = statSync(join(mirror.folder.mirror, 'status.ics')).mtimeMs;
  works.at('2009-06-17T00:02:00Z');
  await mirror.keep();
  assert.equal(
    statSync(join(mirror.folder.mirror, 'status.ics')).mtimeMs,
    written,
    'what is the same is left alone',
  );
  assert.equal(mirror.read('generated-at.txt'), '2009-06-17T00:02:00.000Z\n');
  await works.server.close();
});

test('hard case 28: who is answered when nothing else can answer reads the notice and comes again at the real end', async () => {
  const works = await openWorkHouse();
  await works.zones(JUNE_ZONES);
  const id = await works.plan(START, END, { title: 'Routers' });
  const mirror = mirrorOf(works);
  const apology = () =>
    makeApology({ folder: mirror.folder.mirror, now: works.server.house.world.now })().toString();
  await mirror.keep();
  assert.match(apology(), /\r\nRetry-After: 5\r\n/, 'nothing is under way: a crash is over in seconds');
  works.at(START);
  await works.start(id);
  works.at('2009-06-16T21:20:00Z');
  await mirror.keep();
  const answer = apology();
  assert.match(answer, /^HTTP\/1\.1 503 .*\r\nRetry-After: 2400\r\n/s);
  assert.match(
    answer,
    /does not answer just now.*Routers.*Wed 17 June<\/span> <span class="hour short">01:30–02:30/s,
  );
  assert.match(answer, /این سرور اکنون پاسخ نمی‌دهد.*چهارشنبه ۲۷ خرداد/s);
  assert.doesNotMatch(answer, /<link|<script|src=/, 'it needs nothing beside it');
  await works.finish(id);
  await mirror.keep();
  works.at('2009-06-16T21:21:00Z');
  assert.match(apology(), /\r\nRetry-After: 5\r\n/);
  await works.server.close();
});

test('hard case 28: "not now" during the work carries Retry-After to its end', async () => {
  const works = await openWorkHouse();
  const { house } = works.server;
  const closed = { ...house, way: () => Promise.reject(new Refusal('unavailable', 'Not now')) };
  const app = makeApp({
    house: closed,
    addressOf: (_, peer) => peer,
    limits: makeLimits(house.world.now),
    report: () => {},
  });
  const wait = async () => {
    const body = JSON.stringify({ client_name: 'app', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob' });
    const headers = { 'content-type': 'application/json' };
    const response = await app.request('http://rooftop.test/api/v1/apps', { method: 'POST', headers, body });
    assert.equal(response.status, 503);
    return response.headers.get('retry-after');
  };
  const id = await works.plan(START, END, { effect: 'read-only', parts: ['posting'] });
  assert.equal(await wait(), '5');
  works.at(START);
  await works.start(id);
  works.at('2009-06-16T21:45:00Z');
  assert.equal(await wait(), '900');
  works.at('2009-06-16T22:05:00Z');
  assert.equal(await wait(), '5', 'its end has passed, and nobody knows');
  await works.server.close();
});
