import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { textsOf } from '#pages/texts/index.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { boundWindow } from '#rooms/maintenance/index.ts';
import type { Person } from '../support/house.ts';
import { visit } from '../support/visitor.ts';
import { type Asking, openAsking, shown } from './asking.ts';
import { HOUR } from './draft.ts';

let asking: Asking;
let admin: Person;
let windowId: number;
before(async () => {
  asking = await openAsking();
  admin = await asking.house.person('boss', { role: 'admin' });
  const startsAt = asking.clock.now + 200 * HOUR;
  windowId = await asking.plan({ title: 'Upgrade of the network', startsAt, endsAt: startsAt + HOUR });
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

const FIELDS = {
  kind: 'newsroom',
  name: 'The Morning Paper',
  wish: 'later',
  text: 'Our readers are awake then.\nMove it.',
  languages: 'en',
  contact: 'desk@paper.example',
};

for (const language of ['en', 'fa'] as const)
  test(`anyone asks by the form and gets a receipt that proves it (${language})`, async () => {
    asking.clock.now += HOUR;
    const visitor = await visit(asking.house, { language });
    const { form, receipt } = textsOf(language).asks;
    const empty = await visitor.get(`/requests/new?window=${windowId}`);
    assert.equal(empty.status, 200);
    assert.match(empty.html, new RegExp(`<option value="${windowId}" selected>Upgrade of the network`));
    assert.ok(empty.html.includes(form.nameNote));
    const key = /name="key" value="([^"]+)"/.exec(empty.html)![1]!;
    const fields = { ...FIELDS, window: String(windowId), key };
    const given = await visitor.send('/requests/new', fields);
    assert.equal(given.status, 200);
    assert.match(given.path, /^\/requests\/receipts\//);
    assert.ok(given.html.includes(receipt.keep));
    const again = await visitor.send('/requests/new', fields);
    const numberIn = (html: string) => /href="\/requests\/(\d+)"/.exec(html)![1];
    assert.equal(numberIn(again.html), numberIn(given.html), 'sent twice, taken once');
    const codes = [...given.html.matchAll(/class="code" dir="ltr">([^<]+)</g)].map((found) => found[1]!);
    assert.equal(codes.length, 6, 'salt and fingerprint of name, text and languages');
    const entry = entriesAbout(asking.house.view, `request/${numberIn(given.html)}`)[0]!;
    const { leaf } = entry;
    for (const fingerprint of [codes[1], codes[3], codes[5]]) assert.ok(leaf.includes(fingerprint!), leaf);
    assert.equal((await visitor.get('/requests/receipts/forged')).status, 404);
  });

test('a fingerprint can be made again from the salt and the text', async () => {
  asking.clock.now += HOUR;
  const json = { ...FIELDS, languages: ['en'] };
  type Given = { commitments: { name: string; salt: string; commitment: string }[] };
  const { commitments } = await asking.house.json<Given>('POST', '/api/rooftop/v1/requests', { json }, 201);
  const { salt, commitment } = commitments.find(({ name }) => name === 'name')!;
  const made = createHash('sha256')
    .update('rooftop ledger text 1\0')
    .update(Buffer.from(salt, 'base64url'))
    .update(FIELDS.name)
    .digest('base64');
  assert.equal(commitment, `sha256:${made}`);
});

test('the queue shows how things stand, and every page of it leads on', async () => {
  for (let i = 0; i < 31; i++) {
    if (i % 5 === 0) asking.clock.now += HOUR;
    await asking.house.json('POST', '/api/rooftop/v1/requests', { json: { ...FIELDS, languages: [] } }, 201);
  }
  const visitor = await visit(asking.house);
  const last = await visitor.get('/requests');
  const numbers = (html: string) =>
    [...html.matchAll(/<h2><a href="\/requests\/(\d+)"/g)].map((found) => Number(found[1]));
  assert.equal(numbers(last.html).length, 30);
  assert.deepEqual(
    numbers(last.html),
    numbers(last.html).toSorted((a, b) => a - b),
  );
  const older = /href="(\/requests\?before=\d+)"/.exec(last.html)![1]!;
  const first = await visitor.get(older);
  assert.equal(numbers(first.html)[0], 1);
  const newer = /href="(\/requests\?after=\d+)"/.exec(first.html)![1]!;
  assert.deepEqual(numbers((await visitor.get(newer)).html), numbers(last.html));
  assert.ok(!last.html.includes('The Morning Paper'), 'nothing is released');
  assert.equal((await visitor.get('/requests/4711')).status, 404);
});

for (const language of ['en', 'fa'] as const)
  test(`staff look after a request by forms alone (${language})`, async () => {
    asking.clock.now += HOUR;
    const { number } = await asking.house.json<{ number: number }>(
      'POST',
      '/api/rooftop/v1/requests',
      { json: { ...FIELDS, window: windowId } },
      201,
    );
    const bounds = { earliest: asking.clock.now + HOUR, latest: asking.clock.now + 300 * HOUR };
    await boundWindow(asking.house.house, windowId, bounds, 'Readers are awake');
    const change = entriesAbout(asking.house.view, `window/${windowId}`).at(-1)!.index;
    const path = `/settings/requests/${number}`;
    const visitor = await visit(asking.house, { as: admin, language });
    const { asks } = textsOf(language);
    assert.ok((await visitor.get('/requests')).html.includes('href="/settings/requests"'));
    assert.ok((await visitor.get('/settings/requests')).html.includes(`href="${path}"`));
    assert.match((await visitor.get(path)).html, /desk@paper\.example/);
    assert.ok((await visitor.send(`${path}/release`)).html.includes('The Morning Paper'));
    const wrong = await visitor.send(`${path}/verify`, { proof: 'letter', note: 'n'.repeat(301) });
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /id="note-wrong"/);
    await visitor.send(`${path}/verify`, { proof: 'letter', note: 'on their paper' });
    const lacking = await visitor.send(`${path}/answer`, { outcome: 'granted', answer: 'Moved.' });
    assert.match(lacking.html, /id="changes-wrong"/);
    assert.match(lacking.html, /Moved\./);
    await visitor.send(`${path}/answer`, { outcome: 'granted', answer: 'Moved.', changes: String(change) });
    assert.doesNotMatch((await visitor.send(`${path}/forget`)).html, /desk@paper\.example/);
    const seen = await (await visit(asking.house, { language })).get(`/requests/${number}`);
    for (const said of [
      asks.states.granted,
      asks.proofs.letter,
      'on their paper',
      'The Morning Paper',
      'Moved.',
    ])
      assert.ok(seen.html.includes(said), said);
    assert.equal((await shown(asking.house, number)).standing, 'verified');
    await visitor.send(`${path}/redact`, { reason: 'private-data' });
    const gone = await (await visit(asking.house, { language })).get(`/requests/${number}`);
    assert.ok(!gone.html.includes('The Morning Paper'));
    assert.ok(gone.html.includes(asks.hidden.redacted(asks.hidingReasons['private-data'])));
  });
