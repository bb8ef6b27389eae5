import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentNotices, seeNotice, takeNotices } from '#rooms/notices/index.ts';
import { bytesOf, type Changes, notice } from '../notices/samples.ts';
import { openTestHouse } from '../support/house.ts';

test('hard case 9: superseded: a higher SEQUENCE moves the window, and the old notice is kept beside it', async () => {
  const server = await openTestHouse();
  try {
    const take = (changes: Changes) => takeNotices(server.house, bytesOf(notice(changes)), 'test');
    await take({
      SEQUENCE: '0',
      DTSTART: ':20090616T044500Z',
      DTEND: ':20090616T061500Z',
      DTSTAMP: ':20090615T200000Z',
    });
    await take({
      SEQUENCE: '1',
      DTSTART: ':20090616T210000Z',
      DTEND: ':20090616T220000Z',
      DTSTAMP: ':20090615T232400Z',
    });
    const [window] = currentNotices(server.view);
    assert.deepEqual(
      [window?.uid, window?.sequence, new Date(window!.startsAt).toISOString()],
      ['job-7@carrier.example', 1, '2009-06-16T21:00:00.000Z'],
    );
    const { messages } = seeNotice(server.view, window!.noticeId)!;
    assert.deepEqual(messages.map(({ form, standing }) => [form?.sequence, standing]).toSorted(), [
      [0, 'superseded'],
      [1, 'current'],
    ]);
  } finally {
    await server.close();
  }
});
