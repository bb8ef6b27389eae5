import assert from 'node:assert/strict';
import { test } from 'node:test';
import ical from 'ical.js';
import nodeIcal from 'node-ical';
import { answerCalendar, IMPACTS, type OwnWork, ownNotice, STATUSES } from '#rooms/notices/index.ts';
import { toJson } from '#rooms/notices/notice-form.ts';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf } from './samples.ts';

const WORK: OwnWork = {
  uid: 'window-7@rooftop.test',
  sequence: 1,
  stampMs: Date.UTC(2009, 5, 15, 23, 24),
  startMs: Date.UTC(2009, 5, 16, 21),
  endMs: Date.UTC(2009, 5, 16, 22),
  title: 'Network upgrade, moved; سرور به‌روز می‌شود',
  description: 'One hour\ninstead of two',
  url: 'https://rooftop.test/status',
  provider: 'rooftop.test',
  maintenanceId: 'window/7',
  objects: ['reading', 'posting'],
  impact: 'OUTAGE',
  status: 'CONFIRMED',
  organizer: 'mailto:host@rooftop.test',
};

test('our own work is a notice that our own importer takes without a warning', async () => {
  const [read] = await readNotices(bytesOf(ownNotice(WORK)));
  assert.deepEqual(toJson(read!, 'own'), {
    provider: 'rooftop.test',
    account: 'public',
    maintenanceIds: ['window/7'],
    objects: [
      { id: 'reading', impact: 'OUTAGE' },
      { id: 'posting', impact: 'OUTAGE' },
    ],
    impact: 'OUTAGE',
    status: 'CONFIRMED',
    start: '2009-06-16T21:00:00Z',
    end: '2009-06-16T22:00:00Z',
    stamp: '2009-06-15T23:24:00Z',
    sequence: 1,
    uid: 'window-7@rooftop.test',
    organizer: 'mailto:host@rooftop.test',
    summary: 'Network upgrade, moved; سرور به‌روز می‌شود',
    warnings: [],
  });
});

test('every status and impact of ours is one that a reader does not doubt', async () => {
  for (const status of STATUSES)
    for (const impact of IMPACTS) {
      const [read] = await readNotices(bytesOf(ownNotice({ ...WORK, status, impact })));
      assert.ok(read?.kind === 'notice');
      assert.deepEqual(
        [read.form.status, read.form.impact, read.doubts, read.warnings],
        [status, impact, [], []],
      );
    }
});

test('two other libraries read our notice and our answers', () => {
  const window = {
    ...WORK,
    maintenanceIds: ['JOB-7'],
    summary: 'Work',
    startsAt: WORK.startMs,
    endsAt: WORK.endMs,
  };
  const parties = {
    organizer: 'mailto:noc@carrier.example',
    attendee: 'mailto:ops@rooftop.test',
    stampMs: WORK.stampMs,
  };
  const counter = { kind: 'counter', startsAt: WORK.startMs, endsAt: WORK.endMs } as const;
  const texts = [
    ownNotice(WORK),
    answerCalendar(window, { kind: 'declined' }, parties),
    answerCalendar(window, counter, parties),
  ];
  for (const text of texts) {
    const event = new ical.Event(new ical.Component(ical.parse(text)).getFirstSubcomponent('vevent')!);
    assert.equal(event.startDate.toJSDate().getTime(), WORK.startMs);
    const other = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one?.type === 'VEVENT');
    assert.equal(other?.type === 'VEVENT' && other.start.getTime(), WORK.startMs);
    assert.equal(other?.type === 'VEVENT' && other.uid, WORK.uid);
  }
});
