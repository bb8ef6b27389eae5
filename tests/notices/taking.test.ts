import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { currentNotices, linkNotices, seeNotice, settleNotice, takeNotices } from '#rooms/notices/index.ts';
import { MESSAGES_MOST } from '#rooms/notices/keep-message.ts';
import { seeMessage, waitingMessages } from '#rooms/notices/views.ts';
import { Refusal } from '#values/refusal.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, type Changes, calendarOf, eventLines, notice } from './samples.ts';

let server: TestHouse;

beforeEach(async () => {
  server = await openTestHouse();
});
afterEach(async () => {
  assert.deepEqual(server.faults, []);
  await server.close();
});

const take = async (text: string) => takeNotices(server.house, bytesOf(text), 'test.ics');

async function takeOne(changes: Changes = {}) {
  const [one] = await take(notice(changes));
  return one!.taken!;
}

const refused = (kind: string, field?: string) => (error: unknown) =>
  error instanceof Refusal && error.kind === kind && (field === undefined || error.field === field);

test('a notice is taken once, however often it comes', async () => {
  const first = await takeOne();
  const again = await takeOne();
  assert.deepEqual([first.standing, first.duplicate], ['current', false]);
  assert.deepEqual(again, { ...first, duplicate: true });
  assert.deepEqual(
    currentNotices(server.view).map(({ noticeId, uid }) => [noticeId, uid]),
    [[first.noticeId, 'job-7@carrier.example']],
  );
});

test('what is taken is on the record: closed facts in the open, words sealed, the account nowhere', async () => {
  const { noticeId } = await takeOne();
  const [entry] = entriesAbout(server.view, `notice/${noticeId}`);
  assert.equal(entry?.kind, 'notice-taken');
  assert.equal(entry.facts['status'], 'CONFIRMED');
  for (const secret of ['carrier.example', 'JOB-000007', 'Work on a line card'])
    assert.ok(!JSON.stringify({ ...entry, texts: undefined }).includes(secret), secret);
  assert.doesNotMatch(JSON.stringify(entry), /\b4711\b/);
});

test('a late older message is kept as out of order and changes nothing', async () => {
  await takeOne({ SEQUENCE: '3', DTEND: ':20260616T071500Z' });
  const late = await takeOne({ SEQUENCE: '2' });
  assert.equal(late.standing, 'superseded');
  const seen = seeNotice(server.view, late.noticeId!)!;
  assert.equal(seen.windows[0]?.sequence, 3);
  assert.deepEqual(seen.messages.map(({ outOfOrder }) => outOfOrder).toSorted(), [false, true]);
});

test('two that contradict each other wait; the one a person accepts counts', async () => {
  await takeOne({ SEQUENCE: '2', DTSTAMP: ':20260609T120000Z' });
  const cancelled = await takeOne({ SEQUENCE: '3', 'X-MAINTNOTE-STATUS': 'CANCELLED' });
  const open = await takeOne({ SEQUENCE: '3', 'X-MAINTNOTE-STATUS': 'IN-PROCESS' });
  assert.equal(open.standing, 'conflict');
  assert.deepEqual(
    waitingMessages(server.view)
      .map(({ id }) => id)
      .toSorted(),
    [cancelled.messageId, open.messageId].toSorted(),
  );
  assert.deepEqual(
    currentNotices(server.view).map(({ sequence, waiting }) => [sequence, waiting]),
    [[2, 2]],
  );
  await settleNotice(server.house, cancelled.messageId, { accept: {} });
  assert.deepEqual(
    currentNotices(server.view).map(({ status, waiting }) => [status, waiting]),
    [['CANCELLED', 0]],
  );
  await assert.rejects(settleNotice(server.house, cancelled.messageId, { accept: {} }), refused('conflict'));
});

test('a person discards a message, with a reason', async () => {
  const { messageId, noticeId } = await takeOne({
    'X-MAINTNOTE-STATUS': 'CONFIRMED',
    DTSTART: ':20260616T044500',
  });
  assert.equal(noticeId, null);
  await assert.rejects(settleNotice(server.house, messageId, { discard: ' ' }), refused('invalid', 'why'));
  await settleNotice(server.house, messageId, { discard: 'Forged, says the carrier' });
  assert.deepEqual([waitingMessages(server.view), currentNotices(server.view)], [[], []]);
  assert.equal(seeMessage(server.view, messageId)?.message.settledWhy, 'Forged, says the carrier');
});

test('a quarantined notice counts once a person confirms its zone', async () => {
  const { messageId } = await takeOne({
    DTSTART: ';TZID=PST:20260615T214500',
    DTEND: ';TZID=PST:20260615T231500',
  });
  assert.match(seeMessage(server.view, messageId)?.raw ?? '', /TZID=PST/);
  await assert.rejects(settleNotice(server.house, messageId, { accept: {} }), refused('invalid', 'start'));
  await assert.rejects(
    settleNotice(server.house, messageId, { accept: { zone: 'PST' } }),
    refused('invalid', 'zone'),
  );
  const { noticeId } = await settleNotice(server.house, messageId, {
    accept: { zone: 'America/Los_Angeles' },
  });
  const [window] = seeNotice(server.view, noticeId!)!.windows;
  assert.equal(new Date(window!.startsAt).toISOString(), '2026-06-16T04:45:00.000Z');
  const kinds = entriesAbout(server.view, `notice/${noticeId}`).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['notice-settled']);
});

test('what a person adds to a broken notice is checked, field by field', async () => {
  const [one] = await take(
    notice({ 'X-MAINTNOTE-MAINTENANCE-ID': null, DTSTART: ':20201013Z', DTEND: ':20201015Z' }),
  );
  const { messageId } = one!.taken!;
  const typed = {
    maintenanceIds: '090234, UP-1',
    start: '2020-10-13 00:00',
    end: '2020-10-15T00:00Z',
    zone: 'Asia/Tokyo',
  };
  const settle = (more: object) => settleNotice(server.house, messageId, { accept: { ...typed, ...more } });
  await assert.rejects(settle({ maintenanceIds: '' }), refused('invalid', 'maintenanceIds'));
  await assert.rejects(settle({ zone: '' }), refused('invalid', 'start'));
  await assert.rejects(settle({ end: '2020-10-12T00:00Z' }), refused('invalid', 'end'));
  await assert.rejects(settle({ impact: 'SOME' }), refused('invalid', 'impact'));
  const { noticeId } = await settle({ impact: 'degraded' });
  const [window] = seeNotice(server.view, noticeId!)!.windows;
  assert.deepEqual([window?.maintenanceIds, window?.impact], [['090234', 'UP-1'], 'DEGRADED']);
});

test('a notice whose history is reopened by a sender waits until a person agrees', async () => {
  await takeOne({ 'X-MAINTNOTE-STATUS': 'CANCELLED' });
  const again = await takeOne({ SEQUENCE: '2', DTSTAMP: ':20260611T120000Z' });
  assert.equal(again.standing, 'reopens');
  await settleNotice(server.house, again.messageId, { accept: {} });
  assert.equal(currentNotices(server.view)[0]?.status, 'CONFIRMED');
});

test('two senders are linked by a person as one harm, or one notice as the other’s successor', async () => {
  const one = (await takeOne()).noticeId!;
  const two = (
    await takeOne({ 'X-MAINTNOTE-PROVIDER': 'reseller.example', 'X-MAINTNOTE-MAINTENANCE-ID': 'R-1' })
  ).noticeId!;
  const harms = () => new Set(currentNotices(server.view).map(({ harm }) => harm)).size;
  assert.equal(harms(), 2);
  await linkNotices(server.house, one, two, 'same-harm');
  assert.equal(harms(), 1);
  await linkNotices(server.house, two, one, 'replaces');
  assert.deepEqual(
    currentNotices(server.view).map(({ noticeId }) => noticeId),
    [two],
  );
  await linkNotices(server.house, one, two, null);
  assert.deepEqual([harms(), currentNotices(server.view).length], [2, 2]);
  await assert.rejects(linkNotices(server.house, one, one, 'same-harm'), refused('invalid'));
  await assert.rejects(linkNotices(server.house, one, 7, 'same-harm'), refused('not-found'));
});

test('there is a bound on the messages about one piece of work', async () => {
  const events = Array.from({ length: MESSAGES_MOST + 1 }, (_, i) => eventLines({ SEQUENCE: String(i) }));
  await assert.rejects(take(calendarOf(events)), refused('too-many'));
  assert.equal(currentNotices(server.view)[0]?.sequence, MESSAGES_MOST - 1);
});

const HISTORY: readonly Changes[] = [
  { SEQUENCE: '0', 'X-MAINTNOTE-STATUS': 'TENTATIVE' },
  { SEQUENCE: '1', DTSTAMP: ':20260611T000000Z', DTEND: ':20260616T071500Z' },
  { SEQUENCE: '2', DTSTAMP: ':20260612T000000Z', UID: 'amended', 'X-MAINTNOTE-STATUS': 'CONFIRMED' },
  { SEQUENCE: '3', DTSTAMP: ':20260616T044500Z', UID: 'amended', 'X-MAINTNOTE-STATUS': 'IN-PROCESS' },
  { SEQUENCE: '3', DTSTAMP: ':20260616T044500Z', UID: 'amended', 'X-MAINTNOTE-STATUS': 'CANCELLED' },
  { SEQUENCE: null, DTSTAMP: ':20260616T070000Z', UID: 'amended', 'X-MAINTNOTE-STATUS': null },
];

test('through the whole house, too, the order of arrival does not matter', async () => {
  const states = new Set<string>();
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...HISTORY], { minLength: HISTORY.length }), async (order) => {
      const account = `round-${++round}`;
      for (const changes of order) await take(notice({ ...changes, 'X-MAINTNOTE-ACCOUNT': account }));
      const found = currentNotices(server.view).filter((one) => one.account === account);
      const plain = found.map(({ noticeId: _n, harm: _h, messageId: _m, account: _a, ...rest }) => rest);
      states.add(JSON.stringify(plain));
    }),
    { numRuns: 40 },
  );
  assert.equal(states.size, 1);
});
