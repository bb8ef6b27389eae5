import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { currentNotices, takeNotices } from '#rooms/notices/index.ts';
import { bytesOf, type Changes, notice } from '../notices/samples.ts';
import { openTestHouse } from '../support/house.ts';

test('hard case 12: status absent and impact unknown: an outage is assumed, and nothing is taken for confirmed', async () => {
  const server = await openTestHouse();
  try {
    await takeNotices(
      server.house,
      bytesOf(notice({ 'X-MAINTNOTE-STATUS': null, 'X-MAINTNOTE-IMPACT': 'MINOR' })),
      'test',
    );
    const [window] = currentNotices(server.view);
    assert.deepEqual([window?.status, window?.statusGiven, window?.impact], ['TENTATIVE', false, 'OUTAGE']);
  } finally {
    await server.close();
  }
});

test('hard case 12: a forged mail moves and cancels nothing of ours', async () => {
  const at = Date.UTC(2026, 5, 1);
  const server = await openTestHouse({ now: () => at });
  try {
    const take = async (changes: Changes) =>
      (await takeNotices(server.house, bytesOf(notice(changes)), 'mail'))[0]!.taken!;
    const { noticeId } = await take({});
    const [startsAt, endsAt] = [Date.UTC(2026, 5, 16, 4, 45), Date.UTC(2026, 5, 16, 6, 15)];
    const plan = { kind: 'provider', title: 'Work of our provider', parts: ['reading'], effect: 'slower' };
    const { id } = await planWindow(server.house, { ...plan, startsAt, endsAt, noticeId });
    const before = seeWindow(server.view, id)?.window;
    await take({
      SEQUENCE: '8',
      DTSTART: ':20260617T130000Z',
      DTEND: ':20260617T140000Z',
      ORGANIZER: 'mailto:forger@evil.example',
    });
    await take({ SEQUENCE: '9', 'X-MAINTNOTE-STATUS': 'CANCELLED' });
    const after = seeWindow(server.view, id)?.window;
    assert.deepEqual(
      [after?.state, after?.sequence, after?.startsAt, after?.endsAt],
      ['planned', before?.sequence, startsAt, endsAt],
    );
  } finally {
    await server.close();
  }
});
