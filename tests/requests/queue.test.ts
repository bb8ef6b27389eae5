import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { protectGroup } from '#rooms/activity/index.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { boundWindow } from '#rooms/maintenance/index.ts';
import {
  answerRequest,
  receiveRequest,
  redactRequest,
  releaseRequest,
  verifyRequest,
  withholdRequest,
} from '#rooms/requests/index.ts';
import { Refusal } from '#values/refusal.ts';
import { type Asking, openAsking, queue, shown } from './asking.ts';
import { DRAFT, HOUR } from './draft.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

const receive = (more = {}) => receiveRequest(asking.house.house, { ...DRAFT, ...more }, { way: 'form' });
const kindsOnLedger = (about: string) => entriesAbout(asking.house.view, about).map(({ kind }) => kind);
const isRefusal = (kind: string) => (error: unknown) => error instanceof Refusal && error.kind === kind;

test('a request is in the queue and on the ledger at once, its words only after release', async () => {
  const { number, ledger } = await receive({ name: 'Neda of Karaj', text: 'wait for the night' });
  const waiting = await shown(asking.house, number);
  assert.equal(waiting.ledger, ledger);
  assert.deepEqual(
    [waiting.kind, waiting.standing, waiting.name, waiting.text, waiting.publication, waiting.state],
    ['person', 'claimed', null, null, 'waiting', 'open'],
  );
  assert.deepEqual(await releaseRequest(asking.house.house, number), { became: 'released' });
  const released = await shown(asking.house, number);
  assert.deepEqual(
    [released.name, released.text, released.publication],
    ['Neda of Karaj', 'wait for the night', 'released'],
  );
  assert.deepEqual(kindsOnLedger(`request/${number}`), ['request-received', 'request-released']);
  await assert.rejects(releaseRequest(asking.house.house, number), isRefusal('conflict'));
  await assert.rejects(releaseRequest(asking.house.house, 999), isRefusal('not-found'));
});

test('the queue is in order of arrival, page by page, with the same fields for everyone', async () => {
  const kinds = ['government', 'petition', 'ngo', 'newsroom', 'provider', 'person'];
  const numbers: number[] = [];
  for (const asker of kinds) numbers.push((await receive({ asker })).number);
  const all = await queue(asking.house);
  assert.deepEqual(
    all.slice(-kinds.length).map(({ kind }) => kind),
    kinds,
  );
  const fields = new Set(all.map((one) => Object.keys(one).join(' ')));
  assert.equal(fields.size, 1, 'everybody has the same fields');
  const page = await asking.house.request('GET', `/api/rooftop/v1/requests?limit=2&min_id=${numbers[1]}`);
  const found = (await page.json()) as { number: number }[];
  assert.deepEqual(
    found.map(({ number }) => number),
    numbers.slice(2, 4),
  );
  assert.match(page.headers.get('link') ?? '', new RegExp(`max_id=${numbers[2]}>; rel="next"`));
  const before = await asking.house.json<{ number: number }[]>(
    'GET',
    `/api/rooftop/v1/requests?limit=2&max_id=${numbers[2]}`,
  );
  assert.deepEqual(
    before.map(({ number }) => number),
    numbers.slice(0, 2),
  );
});

test('staff may refuse to publish, for a reason that is public, and think better of it', async () => {
  const { number } = await receive({ text: 'something vile' });
  await assert.rejects(withholdRequest(asking.house.house, number, 'mood'), isRefusal('invalid'));
  await withholdRequest(asking.house.house, number, 'abuse');
  const hidden = await shown(asking.house, number);
  assert.deepEqual([hidden.publication, hidden['hidden_because'], hidden.text], ['withheld', 'abuse', null]);
  await assert.rejects(withholdRequest(asking.house.house, number, 'spam'), isRefusal('conflict'));
  await releaseRequest(asking.house.house, number);
  assert.equal((await shown(asking.house, number)).text, 'something vile');
  assert.deepEqual(kindsOnLedger(`request/${number}`), [
    'request-received',
    'request-withheld',
    'request-released',
  ]);
});

test('who asks is claimed until staff say how they verified it', async () => {
  const { number } = await receive({ asker: 'government', name: 'A ministry' });
  const verified = { proof: 'telephoned-back', note: 'called the number in the state directory' };
  await verifyRequest(asking.house.house, number, verified);
  const { standing, verification } = await shown(asking.house, number);
  const { how, note } = verification as { how: string; note: string };
  assert.deepEqual([standing, how, note], ['verified', verified.proof, verified.note]);
  await assert.rejects(verifyRequest(asking.house.house, number, verified), isRefusal('conflict'));
});

test('what is granted names entries of the ledger where a bound or weight was changed', async () => {
  const windowId = await asking.plan();
  const { number } = await receive({ windowId });
  const grant = (changes: readonly number[]) =>
    answerRequest(asking.house.house, number, {
      outcome: 'granted',
      text: 'Moved on.',
      changes,
      against: [],
    });
  await assert.rejects(grant([]), isRefusal('invalid'));
  await assert.rejects(grant([100_000]), isRefusal('invalid'));
  const own = (await shown(asking.house, number)).ledger;
  await assert.rejects(grant([own]), isRefusal('invalid'), 'a request is no bound');
  const now = asking.clock.now;
  const bounds = { earliest: now + 10 * HOUR, latest: now + 40 * HOUR };
  await boundWindow(asking.house.house, windowId, bounds, 'Asked by many');
  const change = entriesAbout(asking.house.view, `window/${windowId}`).at(-1)!;
  const planned = entriesAbout(asking.house.view, `window/${windowId}`)[0]!;
  await assert.rejects(grant([planned.index]), isRefusal('invalid'), 'planning changed nothing');
  await protectGroup(asking.house.house, '#iranelection', 3, 'Asia/Tehran');
  const weight = entriesAbout(asking.house.view, 'planner').at(-1)!;
  await grant([change.index, weight.index]);
  const { state, answers } = await shown(asking.house, number);
  assert.equal(state, 'granted');
  assert.deepEqual(answers[0]!.changes, [change.index, weight.index]);
});

test('a request can be answered anew, and every answer stays', async () => {
  const [{ number }, other] = [await receive(), await receive()];
  const answer = (outcome: string, against: readonly number[] = []) =>
    answerRequest(asking.house.house, number, { outcome, text: `It is ${outcome}.`, changes: [], against });
  await assert.rejects(answer('refused', [number]), isRefusal('invalid'), 'not against itself');
  await assert.rejects(answer('refused', [12_345]), isRefusal('invalid'));
  await answer('refused', [other.number]);
  await answer('too-late');
  const { state, answers } = await shown(asking.house, number);
  assert.equal(state, 'too-late');
  assert.deepEqual(
    answers.map(({ outcome, text, against }) => [outcome, text, against]),
    [
      ['refused', 'It is refused.', [other.number]],
      ['too-late', 'It is too-late.', []],
    ],
  );
  for (let i = 2; i < 10; i++) await answer('refused');
  await assert.rejects(answer('refused'), isRefusal('conflict'));
});

test('redaction takes the words for good and keeps that there was a request', async () => {
  const { number } = await receive({ name: 'An indiscreet person', text: 'a name nobody should read' });
  await releaseRequest(asking.house.house, number);
  await redactRequest(asking.house.house, number, 'private-data');
  const gone = await shown(asking.house, number);
  assert.deepEqual(
    [gone.name, gone.text, gone.publication, gone['hidden_because']],
    [null, null, 'redacted', 'private-data'],
  );
  await assert.rejects(redactRequest(asking.house.house, number, 'abuse'), isRefusal('gone'));
  await assert.rejects(releaseRequest(asking.house.house, number), isRefusal('gone'));
  const left = asking.house.view.db.prepare('SELECT * FROM request_text WHERE number = ?').all(number);
  assert.deepEqual(left, []);
});

test('a request about an unknown window is refused by that field', async () => {
  await assert.rejects(
    receive({ windowId: 4 }),
    (error) => error instanceof Refusal && error.field === 'window',
  );
});
