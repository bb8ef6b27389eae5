import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerRequest, receiveRequest } from '#rooms/requests/index.ts';
import { CONTACT_ANSWERED_MS, CONTACT_UNANSWERED_MS, forgetOldContacts } from '#rooms/requests/jobs.ts';
import { seeForStaff } from '#rooms/requests/staff-view.ts';
import { visit } from '../support/visitor.ts';
import { type Asking, openAsking } from './asking.ts';
import { DAY, DRAFT } from './draft.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

const CONTACT = 'somebody@example.org';
const contactOf = (number: number) => seeForStaff(asking.house.house, number)?.contact;
const received = async () =>
  (await receiveRequest(asking.house.house, { ...DRAFT, contact: CONTACT }, { way: 'form' })).number;

test('who asked deletes by their receipt how to reach them', async () => {
  const visitor = await visit(asking.house);
  await visitor.get('/requests/new');
  const fields = { kind: 'person', name: 'A', wish: 'other', text: 'x', contact: CONTACT };
  const given = await visitor.send('/requests/new', fields);
  const number = Number(/href="\/requests\/(\d+)"/.exec(given.html)![1]);
  assert.equal(contactOf(number), CONTACT);
  const forget = /formaction="(\/requests\/receipts\/[^"]+\/forget)"/.exec(given.html)![1]!;
  const gone = await visitor.send(forget);
  assert.equal(gone.status, 200);
  assert.ok(!gone.html.includes('/forget"'), 'there is nothing left to delete');
  assert.equal(contactOf(number), undefined);
  assert.equal((await visitor.send('/requests/receipts/forged/forget')).status, 404);
});

test('a contact is forgotten 90 days after the last answer, or a year after it came when nobody answered', async () => {
  const [answered, silent] = [await received(), await received()];
  const answer = { outcome: 'refused', text: 'No.', changes: [], against: [] };
  await answerRequest(asking.house.house, answered, answer);
  asking.clock.now += 10 * DAY;
  await answerRequest(asking.house.house, answered, answer);
  asking.clock.now += CONTACT_ANSWERED_MS - 1;
  await forgetOldContacts(asking.house.house);
  assert.deepEqual([contactOf(answered), contactOf(silent)], [CONTACT, CONTACT]);
  asking.clock.now += 2;
  await forgetOldContacts(asking.house.house);
  assert.deepEqual([contactOf(answered), contactOf(silent)], [undefined, CONTACT]);
  asking.clock.now += CONTACT_UNANSWERED_MS - CONTACT_ANSWERED_MS;
  await forgetOldContacts(asking.house.house);
  assert.equal(contactOf(silent), undefined);
});
