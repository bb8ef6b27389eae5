import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAIL_MOST, readMail } from '#machinery/mail/read-mail.ts';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf, calendarOf, eventLines, notice } from './samples.ts';

const HEAD = [
  'From: Network operations <noc@carrier.example>',
  'To: host@rooftop.test',
  'Date: Wed, 10 Jun 2026 12:01:00 +0000',
  'MIME-Version: 1.0',
];
const folded = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
const quoted = (text: string) =>
  text
    .replace(/[^\t\r\n -<>-~]/g, (char) =>
      [...Buffer.from(char)].map((b) => `=${b.toString(16).toUpperCase()}`).join(''),
    )
    .replace(/=(?![0-9A-F]{2})/g, '=3D');

function mailOf(subject: string, parts: readonly (readonly string[])[]): string {
  const body = parts.flatMap((part) => ['--b1', ...part]);
  return [
    ...HEAD,
    `Subject: ${subject}`,
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    ...body,
    '--b1--',
    '',
  ].join('\r\n');
}

const TEXT = ['Content-Type: text/plain; charset=utf-8', '', 'Please see the attachment.'];

async function forms(mail: string) {
  const read = await readNotices(bytesOf(mail));
  return read.map((one) =>
    one.kind === 'notice' ? one.form.maintenanceIds[0] : one.reasons.map(({ what }) => what),
  );
}

test('a calendar is found attached in base64, inline in quoted-printable, and as text by another name', async () => {
  const attached = [
    'Content-Type: text/calendar; name="a.ics"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="a.ics"',
    '',
    folded(notice()),
  ];
  const inline = [
    'Content-Type: text/calendar; charset=utf-8; method=PUBLISH',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quoted(notice({ SUMMARY: 'Câble = coupé' })),
  ];
  const renamed = [
    'Content-Type: text/plain; name="job7"',
    'Content-Disposition: attachment; filename="job7"',
    '',
    notice(),
  ];
  const bare = ['Content-Type: text/plain', '', `Dear customer,\r\n${notice()}\r\nRegards`];
  for (const part of [attached, inline, renamed, bare])
    assert.deepEqual(await forms(mailOf('Job 7', [TEXT, part])), ['JOB-000007'], part.join());
});

test('a calendar in a forwarded mail is found, and the same calendar twice in a mail counts once', async () => {
  const inner = mailOf('Job 7', [TEXT, ['Content-Type: text/calendar', '', notice()]]);
  const forwarded = mailOf('Fwd: Job 7', [TEXT, ['Content-Type: message/rfc822', '', inner]]);
  assert.deepEqual(await forms(forwarded), ['JOB-000007']);
  const part = ['Content-Type: text/calendar', '', notice()];
  const other = ['Content-Type: text/calendar', 'Content-Transfer-Encoding: base64', '', folded(notice())];
  assert.deepEqual(await forms(mailOf('Job 7', [part, other])), ['JOB-000007']);
});

test('a mail that is a calendar itself is read, with several events in it', async () => {
  const text = calendarOf([eventLines(), eventLines({ 'X-MAINTNOTE-MAINTENANCE-ID': 'JOB-000008' })]);
  const mail = [...HEAD, 'Subject: Jobs', 'Content-Type: text/calendar; charset=utf-8', '', text].join(
    '\r\n',
  );
  assert.deepEqual(await forms(mail), ['JOB-000007', 'JOB-000008']);
});

test('a mail without a calendar is quarantined', async () => {
  assert.deepEqual(await forms(mailOf('Job 7', [TEXT])), [['no-calendar']]);
});

test('a subject that gives other hours than the calendar leaves it to a person', async () => {
  const part = ['Content-Type: text/calendar', '', notice()];
  const doubts = async (subject: string): Promise<readonly string[]> => {
    const [read] = await readNotices(bytesOf(mailOf(subject, [part])));
    assert.ok(read?.kind === 'notice');
    return read.doubts.map(({ what }) => what);
  };
  assert.deepEqual(await doubts('Job 7, 16/06/2026 04:45 GMT'), []);
  assert.deepEqual(await doubts('Job 7, 16/06/2026 06:15 UTC at the latest'), []);
  assert.deepEqual(await doubts('Job 7, 16/06/2026 05:45 GMT'), ['subject-disagrees']);
  assert.deepEqual(await doubts('Job 7 at some time'), []);
});

test('a calendar much older than its mail is said to be', async () => {
  const part = ['Content-Type: text/calendar', '', notice({ DTSTAMP: ':20260501T000000Z' })];
  const [read] = await readNotices(bytesOf(mailOf('Job 7', [part])));
  assert.ok(read?.kind === 'notice');
  assert.deepEqual(
    read.warnings.map(({ what }) => what),
    ['older-than-mail'],
  );
});

test('a mail that is nested without end, or too large, is not read and does not throw', async () => {
  let nested = 'Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR';
  for (let i = 0; i < 60; i++)
    nested = `Content-Type: multipart/mixed; boundary="n${i}"\r\n\r\n--n${i}\r\n${nested}\r\n--n${i}--\r\n`;
  assert.deepEqual((await readMail(bytesOf(nested))).calendars, []);
  const large = await readNotices(Buffer.alloc(MAIL_MOST + 1, 'a'));
  assert.deepEqual(
    large.map((one) => one.kind === 'quarantined' && one.reasons),
    [[{ what: 'too-large' }]],
  );
});

test('a mail of very many parts or lines is not read, in no time', { timeout: 5_000 }, async () => {
  const head = 'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const read = await readMail(bytesOf(`${head}${'--b\r\n\r\nx\r\n'.repeat(400_000)}`));
  const lines = await readMail(bytesOf(`${head}--b\r\n\r\n${'x\r\n'.repeat(2_500_000)}`));
  for (const one of [read, lines]) assert.deepEqual([one.broken, one.calendars], [true, []]);
});
