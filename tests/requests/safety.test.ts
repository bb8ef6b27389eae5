import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import { FROM_ONE } from '#rooms/requests/flood.ts';
import { answerRequest, receiveRequest, redactRequest, releaseRequest } from '#rooms/requests/index.ts';
import { UNCHECKED_MOST } from '#rooms/requests/receive-request.ts';
import { visit } from '../support/visitor.ts';
import { type Asking, openAsking } from './asking.ts';
import { DRAFT, HOUR } from './draft.ts';

const CONTACT = 'private-line-4711@example.org';
const SECRET = 'sealedwordsnobodysees';
const API = '/api/rooftop/v1/requests';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

/** Everything that anybody can read, by every public route, of every request and every entry of the ledger. */
async function everythingPublic(): Promise<string> {
  const open = routes.filter(
    ({ method, auth, path }) => method === 'GET' && auth === 'anyone' && !path.includes('streaming'),
  );
  const texts: string[] = [];
  for (const route of open)
    for (const n of ['1', '2', '3']) {
      const path = route.path.replace(/:handle\{[^}]*\}/, '@nobody').replace(/:\w+(\{[^}]*\})?/g, n);
      texts.push(await (await asking.house.request('GET', path.replace('*', n))).text());
    }
  return texts.join('\n');
}

test('the contact is in no public answer, and nowhere in plain on the disk', async () => {
  const draft = { ...DRAFT, contact: CONTACT, name: 'Somebody', text: SECRET };
  const { number } = await receiveRequest(asking.house.house, draft, { way: 'form' });
  const text = await everythingPublic();
  assert.ok(text.length > 10_000 && text.includes(`/requests/${number}`), 'the routes were read');
  assert.ok(!text.includes(CONTACT));
  assert.ok(!text.includes(SECRET), 'words before their release');
  await releaseRequest(asking.house.house, number);
  const after = await everythingPublic();
  assert.ok(after.includes(SECRET));
  assert.ok(!after.includes(CONTACT));
  for (const path of filesUnder(asking.house.folder))
    assert.ok(!readFileSync(path).includes(CONTACT), `${path} holds the contact`);
});

function filesUnder(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return paths.filter((path) => statSync(path).isFile());
}

test('redacted words are in no public answer any more', async () => {
  const draft = { ...DRAFT, name: 'regrettablename', text: 'regrettabletext' };
  const { number } = await receiveRequest(asking.house.house, draft, { way: 'form' });
  await releaseRequest(asking.house.house, number);
  assert.match(await everythingPublic(), /regrettable/);
  await redactRequest(asking.house.house, number, 'private-data');
  assert.doesNotMatch(await everythingPublic(), /regrettable/);
});

test('what people type is text on every page, never markup, also in answers and for staff', async () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'';
  const draft = { ...DRAFT, name: evil, text: evil, contact: evil };
  const { number } = await receiveRequest(asking.house.house, draft, { way: 'form' });
  await releaseRequest(asking.house.house, number);
  await answerRequest(asking.house.house, number, {
    outcome: 'refused',
    text: evil,
    changes: [],
    against: [],
  });
  const admin = await asking.house.person('boss', { role: 'admin' });
  for (const visitor of [await visit(asking.house), await visit(asking.house, { as: admin, language: 'fa' })])
    for (const path of [
      '/requests',
      `/requests/${number}`,
      '/settings/requests',
      `/settings/requests/${number}`,
    ]) {
      const { html, status } = await visitor.get(path);
      if (path.startsWith('/requests')) assert.equal(status, 200);
      assert.doesNotMatch(html, /<script>alert|<img src=x/);
      if (status === 200 && !path.startsWith('/auth')) assert.ok(!html.includes(evil));
    }
});

test('whoever sends too many is told how long to wait, and what was refused as it stood does not count', async () => {
  asking.clock.now += 2 * HOUR;
  const send = (more = {}) =>
    asking.house.request('POST', API, {
      json: { kind: 'person', name: 'A', wish: 'later', text: 'x', ...more },
    });
  for (let i = 0; i < FROM_ONE.most + 2; i++) assert.equal((await send({ kind: 'king' })).status, 422);
  for (let i = 0; i < FROM_ONE.most; i++) assert.equal((await send()).status, 201);
  const refused = await send();
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  const page = await visit(asking.house);
  await page.get('/requests/new');
  const fields = { kind: 'person', name: 'kept name', wish: 'later', text: 'kept words' };
  const form = await page.send('/requests/new', fields);
  assert.equal(form.status, 429);
  assert.ok(Number(form.headers.get('retry-after')) > 0);
  assert.match(form.html, /kept name/);
  assert.match(form.html, /kept words/);
  asking.clock.now += 2 * HOUR;
  assert.equal((await send()).status, 201);
});

test('a text longer than its bound names the field, at the API and on the page', async () => {
  asking.clock.now += 2 * HOUR;
  const json = { kind: 'person', name: 'A', wish: 'later', text: 'x'.repeat(4_001) };
  const refused = await asking.house.request('POST', API, { json });
  assert.equal(refused.status, 422);
  const { details } = (await refused.json()) as { details: Record<string, unknown> };
  assert.deepEqual(Object.keys(details), ['text']);
  const visitor = await visit(asking.house);
  await visitor.get('/requests/new');
  const page = await visitor.send('/requests/new', { ...json, name: 'still here' });
  assert.equal(page.status, 422);
  assert.match(page.html, /id="text-wrong"/);
  assert.match(page.html, /still here/);
  const huge = await asking.house.request('POST', API, { json: { ...json, text: 'x'.repeat(70_000) } });
  assert.equal(huge.status, 413);
});

test('a form from another site, or without its token, is refused', async () => {
  const form = { kind: 'person', name: 'A', wish: 'later', text: 'x' };
  for (const headers of [{ origin: 'https://evil.example' }, { origin: asking.house.house.origin }, {}]) {
    const response = await asking.house.request('POST', '/requests/new', { form, headers });
    assert.equal(response.status, 403);
  }
});

test('only administrators look after requests', async () => {
  const person = await asking.house.person('citizen');
  const visitor = await visit(asking.house, { as: person });
  for (const path of ['/settings/requests', '/settings/requests/1'])
    assert.equal((await visitor.get(path)).status, 403);
  await visitor.get('/home');
  for (const deed of ['release', 'withhold', 'redact', 'forget', 'verify', 'answer'])
    assert.equal((await visitor.send(`/settings/requests/1/${deed}`)).status, 403);
});

test('an idempotency key sends once, and tells nobody of the request of another', async () => {
  asking.clock.now += 2 * HOUR;
  const json = { kind: 'person', name: 'A', wish: 'later', text: 'once' };
  const send = (more = {}) =>
    asking.house.json<{ number: number }>(
      'POST',
      API,
      { json: { ...json, ...more }, headers: { 'idempotency-key': 'abc' } },
      201,
    );
  const first = await send();
  assert.equal((await send()).number, first.number);
  assert.notEqual((await send({ text: 'another' })).number, first.number);
});

test('no more wait than are bound to, whoever sends them; staff can still enter theirs', async () => {
  const waiting = () =>
    asking.house.view.db
      .prepare<{ n: number }>(
        "SELECT count(*) AS n FROM request WHERE publication = 'waiting' AND checked = 0",
      )
      .get()!.n;
  const receive = () => receiveRequest(asking.house.house, DRAFT, { way: 'api' });
  const rest = UNCHECKED_MOST - waiting();
  await Promise.all(Array.from({ length: rest }, receive));
  assert.equal(waiting(), UNCHECKED_MOST);
  await assert.rejects(receive(), { kind: 'too-many' });
  const crowd = await Promise.allSettled([receive(), receive()]);
  assert.deepEqual(
    crowd.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await receiveRequest(asking.house.house, DRAFT, { way: 'telephone' });
});
