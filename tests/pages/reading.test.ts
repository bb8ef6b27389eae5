import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speakerOf } from '#pages/dates.ts';
import { choiceFromCookie, choiceOf, readingCookie, readingOf } from '#pages/reading.ts';

test('the language is the best that the browser asks for, English if it asks for none of ours', () => {
  const asked = (header: string | null) => readingOf({}, null, header).language;
  assert.equal(asked('fa-IR,fa;q=0.9,en;q=0.8'), 'fa');
  assert.equal(asked('de, en;q=0.5, fa;q=0.7'), 'fa');
  assert.equal(asked('en-GB,fa;q=0.9'), 'en');
  assert.equal(asked('de,fr'), 'en');
  assert.equal(asked('fa;q=0'), 'en');
  assert.equal(asked(null), 'en');
});

test('what was chosen by hand goes before the account, the account before the browser', () => {
  assert.equal(readingOf({ language: 'en' }, 'fa', 'fa').language, 'en');
  assert.equal(readingOf({}, 'fa-IR', 'en').language, 'fa');
});

test('Persian is read with Jalali dates and Persian digits unless chosen otherwise', () => {
  const usual = readingOf({}, null, 'fa');
  assert.deepEqual([usual.calendar, usual.digits, usual.zone], ['persian', 'arabext', 'UTC']);
  const chosen = readingOf({ calendar: 'gregory', digits: 'latn', zone: 'Asia/Tehran' }, null, 'fa');
  assert.deepEqual([chosen.calendar, chosen.digits, chosen.zone], ['gregory', 'latn', 'Asia/Tehran']);
});

test('a choice survives its cookie', () => {
  for (const choice of [
    {},
    { language: 'fa' },
    { language: 'en', calendar: 'persian', digits: 'arabext', zone: 'America/Argentina/Buenos_Aires' },
    { zone: 'Etc/GMT+3' },
  ] as const) {
    const value = /rooftop_reading=([^;]*)/.exec(readingCookie(choice, true))![1];
    assert.deepEqual(choiceFromCookie(value), choice);
  }
});

test('nonsense in a cookie or form is no choice', () => {
  assert.deepEqual(choiceFromCookie(undefined), {});
  assert.deepEqual(choiceFromCookie('..;<script>.x.y.z'), {});
  assert.deepEqual(choiceOf({ language: 'xx', calendar: 'mayan', digits: '7', zone: '../../etc' }), {});
  assert.deepEqual(choiceOf({ zone: 'A'.repeat(65) }), {});
});

const AT = Date.UTC(2009, 5, 16, 21, 0);

test('dates are said in the reader’s calendar, digits and zone', () => {
  const persian = speakerOf(readingOf({ zone: 'Asia/Tehran' }, null, 'fa'));
  assert.match(persian.moment(AT), /۲۷ خرداد ۱۳۸۸.*۱:۳۰/);
  const english = speakerOf(readingOf({}, null, 'en'));
  assert.match(english.moment(AT), /June 16, 2009.*21:00.*UTC/);
  assert.equal(persian.number(1_388), '۱٬۳۸۸');
});

test('time goes by from now over minutes, hours and days to the date', () => {
  const { ago } = speakerOf(readingOf({}, null, 'en'));
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  assert.equal(ago(AT, AT), 'now');
  assert.equal(ago(AT + hour, AT), 'now');
  assert.equal(ago(AT - 5 * minute, AT), '5m ago');
  assert.equal(ago(AT - 3 * hour, AT), '3h ago');
  assert.equal(ago(AT - 2 * day, AT), '2d ago');
  assert.equal(ago(AT - 30 * day, AT), 'May 17');
  assert.equal(ago(AT - 400 * day, AT), 'May 12, 2008');
});
