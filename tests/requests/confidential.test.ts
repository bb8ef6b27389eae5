import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { receiveRequest, releaseRequest, withholdRequest } from '#rooms/requests/index.ts';
import { openDueRequests } from '#rooms/requests/jobs.ts';
import { Refusal } from '#values/refusal.ts';
import { type Asking, openAsking, shown } from './asking.ts';
import { DAY, DRAFT } from './draft.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

const SECRET = { ...DRAFT, text: 'an informant is in danger', opensOn: '2026-06-20' };
const received = (draft = SECRET) => receiveRequest(asking.house.house, draft, { way: 'form' });
const textOf = async (number: number) => (await shown(asking.house, number)).text;
const kinds = (number: number) =>
  entriesAbout(asking.house.view, `request/${number}`).map(({ kind }) => kind);
const isConflict = (error: unknown) => error instanceof Refusal && error.kind === 'conflict';

test('a confidential request opens on its day by itself, if staff looked at it before', async () => {
  const [checked, unseen, vile] = [await received(), await received(), await received()];
  assert.deepEqual(await releaseRequest(asking.house.house, checked.number), { became: 'checked' });
  await assert.rejects(releaseRequest(asking.house.house, checked.number), isConflict);
  await withholdRequest(asking.house.house, vile.number, 'abuse');
  await openDueRequests(asking.house.house);
  assert.equal(await textOf(checked.number), null, 'not before its day');
  const { confidential, opens_at } = await shown(asking.house, checked.number);
  assert.deepEqual([confidential, opens_at], [true, '2026-06-20T00:00:00.000Z']);
  asking.clock.now += 4 * DAY;
  await openDueRequests(asking.house.house);
  await openDueRequests(asking.house.house);
  assert.equal(await textOf(checked.number), SECRET.text);
  assert.deepEqual(kinds(checked.number), ['request-received', 'request-checked', 'request-opened']);
  assert.equal(await textOf(unseen.number), null, 'what nobody looked at waits for staff');
  assert.equal(await textOf(vile.number), null);
  assert.deepEqual(await releaseRequest(asking.house.house, unseen.number), { became: 'released' });
  assert.equal(await textOf(unseen.number), SECRET.text);
});

test('staff can take in a request without a day, with the reason on the record, and it stays closed', async () => {
  const draft = { ...DRAFT, opensOn: '', secretBecause: 'court-order' };
  await assert.rejects(received(draft), Refusal, 'only staff can');
  const { number } = await receiveRequest(asking.house.house, draft, { way: 'letter' });
  const { confidential, opens_at, secret_because } = await shown(asking.house, number);
  assert.deepEqual([confidential, opens_at, secret_because], [true, null, 'court-order']);
  await assert.rejects(releaseRequest(asking.house.house, number), isConflict);
});

test('what staff entered themselves opens on its day without another look', async () => {
  const opensOn = new Date(asking.clock.now + 2 * DAY).toISOString().slice(0, 10);
  const { number } = await receiveRequest(asking.house.house, { ...SECRET, opensOn }, { way: 'email' });
  await openDueRequests(asking.house.house);
  assert.equal(await textOf(number), null);
  asking.clock.now += 2 * DAY;
  await openDueRequests(asking.house.house);
  assert.equal(await textOf(number), SECRET.text);
});
