import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dataFolder } from '#machinery/roles/folder.ts';
import { LANGUAGES, textsOf } from '#pages/texts/index.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { hashLeaf } from '#rooms/ledger/rules/merkle.ts';
import { continues, includes } from '#rooms/ledger/rules/proofs.ts';
import { cancelWindow, planWindow } from '#rooms/maintenance/index.ts';
import { receiveRequest, redactRequest, releaseRequest } from '#rooms/requests/index.ts';
import { DRAFT } from '../requests/draft.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { visit } from '../support/visitor.ts';

const DAY_MS = 86_400_000;
const API = '/api/rooftop/v1/ledger';
const FOR_EVER = 'public, max-age=31536000, immutable';

let server: TestHouse;
let windowId: number;
let withheld: number;
let removed: number;

before(async () => {
  server = await openTestHouse();
  const startsAt = Date.now() + DAY_MS;
  const plan = { kind: 'drill', title: '<b>Exercise</b>', parts: ['posting'], effect: 'none' } as const;
  windowId = (await planWindow(server.house, { ...plan, startsAt, endsAt: startsAt + 60_000 })).id;
  withheld = (await receiveRequest(server.house, { ...DRAFT, text: 'Sealed' }, { way: 'form' })).ledger;
  const gone = await receiveRequest(server.house, { ...DRAFT, text: 'Xerxes' }, { way: 'form' });
  removed = gone.ledger;
  await releaseRequest(server.house, gone.number);
  await redactRequest(server.house, gone.number, 'private-data');
});
after(async () => {
  assert.deepEqual(server.faults, []);
  await server.close();
});

test('before the first head there is nothing to be had, and nothing breaks', async () => {
  for (const path of [API, `${API}/entries/0`, `${API}/consistency?first=0`, '/ledger/checkpoint'])
    await server.json('GET', path, {}, 404);
  assert.equal((await server.request('GET', '/ledger')).status, 200);
});

const publish = () => publishLedger({ house: server.house, folder: dataFolder(server.folder) });

for (const language of LANGUAGES)
  test(`the record is read by anybody, newest first (${language})`, async () => {
    await publish();
    const visitor = await visit(server, { language });
    const t = textsOf(language).ledger;
    const { html, status } = await visitor.get('/ledger');
    assert.equal(status, 200);
    const entries = [...html.matchAll(/<li><a href="\/ledger\/entries\/(\d+)"/g)].map(([, n]) => Number(n));
    assert.deepEqual(
      entries,
      entries.toSorted((a, b) => b - a),
    );
    assert.equal(entries.at(-1), 0);
    assert.ok(html.includes(t.lead) && html.includes(`href="/status/windows/${windowId}"`));
    assert.ok(!html.includes(t.unsigned));
    const second = await visitor.get('/ledger?before=1');
    assert.ok(second.html.includes('/ledger/entries/0"') && second.html.includes(t.newest));
  });

for (const language of LANGUAGES)
  test(`an entry tells its facts and texts, and which are withheld or gone (${language})`, async () => {
    const visitor = await visit(server, { language });
    const t = textsOf(language).ledger;
    const first = await visitor.get('/ledger/entries/0');
    assert.ok(first.html.includes('&lt;b&gt;Exercise&lt;/b&gt;'), 'as text');
    assert.match(first.html, /sha256:/);
    assert.ok(first.html.includes(t.kinds['window-planned']));
    const sealed = await visitor.get(`/ledger/entries/${withheld}`);
    assert.ok(sealed.html.includes(t.withheld) && !sealed.html.includes('Sealed'));
    const gone = await visitor.get(`/ledger/entries/${removed}`);
    assert.ok(gone.html.includes(t.removed) && !gone.html.includes('Xerxes'));
    assert.equal((await visitor.get('/ledger/entries/99')).status, 404);
  });

type HeadJson = { readonly size: number; readonly root: string };
const bytes = (text: string) => Buffer.from(text, 'base64');
const rootOf = ({ size, root }: HeadJson) => ({ size, root: bytes(root) });

test('every entry comes with the proof that it is in the signed tree', async () => {
  await publish();
  type Proven = { entry: { leaf: string; index: number }; head: HeadJson; inclusion: string[] };
  const { size } = await server.json<HeadJson>('GET', API);
  for (let index = 0; index < size; index++) {
    const { entry, head, inclusion } = await server.json<Proven>('GET', `${API}/entries/${index}`);
    const proof = inclusion.map(bytes);
    assert.ok(includes(proof, index, hashLeaf(entry.leaf), head.size, bytes(head.root)), `entry ${index}`);
  }
  await server.json('GET', `${API}/entries/${size}`, {}, 404);
});

test('the tree is shown to go on from each head before it; an entry that is not signed yet is to come', async () => {
  await publish();
  const before = await server.json<HeadJson>('GET', API);
  await cancelWindow(server.house, windowId, 'not needed');
  const waiting = await server.request('GET', `${API}/entries/${before.size}`);
  assert.deepEqual([waiting.status, waiting.headers.get('retry-after')], [503, '1']);
  await publish();
  type Proof = { head: HeadJson; consistency: string[] };
  const { head, consistency } = await server.json<Proof>('GET', `${API}/consistency?first=${before.size}`);
  assert.ok(continues(consistency.map(bytes), rootOf(before), rootOf(head)));
  await server.json('GET', `${API}/consistency?first=${head.size + 1}`, {}, 422);
});

test('tiles are kept for ever by whoever has them, the head is asked for again, and nothing else is served', async () => {
  await publish();
  const { size } = await server.json<HeadJson>('GET', API);
  const of = async (path: string) => {
    const { status, headers } = await server.request('GET', `/ledger/${path}`);
    return [status, headers.get('cache-control'), headers.get('content-type')];
  };
  assert.deepEqual(await of(`tile/0/000.p/${size}`), [200, FOR_EVER, 'application/octet-stream']);
  assert.deepEqual(await of(`tile/entries/000.p/${size}`), [200, FOR_EVER, 'application/octet-stream']);
  assert.deepEqual(await of('checkpoint'), [200, 'public, no-cache', 'text/plain; charset=utf-8']);
  for (const path of [
    `tile/0/000.p/${size + 1}`,
    'tile/0/000.p',
    'tile/0',
    'tile/%2e%2e/%2e%2e/%2e%2e/ledger.key',
    'refused',
    'tile/0/000.p/1.part',
  ])
    assert.equal((await of(path))[0], 404, path);
});
