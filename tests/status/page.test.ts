import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { windows } from '#rooms/maintenance/index.ts';
import { visit } from '../support/visitor.ts';
import { JUNE_ZONES, openWorkHouse } from './works.ts';

/** What a page says, without its marks. */
function textOf(html: string): string {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? '';
  return main.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

const OLD = ['2009-06-16T04:45:00Z', '2009-06-16T06:15:00Z'] as const;
const NEW = ['2009-06-16T21:00:00Z', '2009-06-16T22:00:00Z'] as const;

test('an empty status page says that all is well and nothing is planned', async () => {
  const works = await openWorkHouse();
  const reader = await visit(works.server);
  const { status, html } = await reader.get('/status');
  assert.equal(status, 200);
  assert.match(textOf(html), /Everything is running\. No work is planned\./);
  await works.server.close();
});

test('planned work is told with each place’s own date and hour, in both languages', async () => {
  const works = await openWorkHouse();
  await works.zones(JUNE_ZONES);
  await works.plan(...OLD, { title: 'Router upgrade', description: 'Our host replaces routers.' });
  const english = textOf((await (await visit(works.server)).get('/status')).html);
  assert.match(english, /San Francisco Mon 15 June 21:45–23:15/);
  assert.match(english, /Tehran Tue 16 June 09:15–10:45/);
  assert.match(english, /Expect the server to be unreachable\. Affected: posting and reading\./);
  const page = await (await visit(works.server, { language: 'fa' })).get('/status');
  assert.match(page.html, /<html lang="fa" dir="rtl"/);
  assert.match(textOf(page.html), /تهران سه‌شنبه ۲۶ خرداد ۰۹:۱۵ تا ۱۰:۴۵/);
  assert.match(textOf(page.html), /سان‌فرانسیسکو دوشنبه ۲۵ خرداد ۲۱:۴۵ تا ۲۳:۱۵/);
  await works.server.close();
});

test('work that was moved shows the old slot struck out, with the reason', async () => {
  const works = await openWorkHouse();
  await works.zones(JUNE_ZONES);
  const id = await works.plan(...OLD);
  await works.move(id, ...NEW, 'People in Iran asked for another hour.');
  const reader = await visit(works.server);
  for (const path of ['/status', `/status/windows/${id}`]) {
    const { html } = await reader.get(path);
    assert.match(html, /<s><time[^>]*>Tue 16 June 09:15–10:45 in Tehran<\/time><\/s>/);
    assert.match(textOf(html), /Tehran Wed 17 June 01:30–02:30/);
    assert.match(textOf(html), /Moved: People in Iran asked for another hour\./);
  }
  await works.server.close();
});

test('planned and actual stand side by side', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...NEW);
  works.at('2009-06-16T21:00:20Z');
  await works.start(id);
  const reader = await visit(works.server);
  assert.match(textOf((await reader.get('/status')).html), /Planned work is under way\..*since 21:00/);
  works.at('2009-06-16T21:31:00Z');
  await works.say(id, 'The new routers are in place.');
  await works.finish(id);
  const text = textOf((await reader.get('/status')).html);
  assert.match(text, /Everything is running\. No work is planned\./);
  assert.match(text, /Place Planned Actual UTC Tue 16 June 21:00–22:00 Tue 16 June 21:00–21:31/);
  assert.match(text, /Finished earlier than planned\. Planned 60 minutes, took 31 minutes\./);
  assert.match(text, /The new routers are in place\./);
  await works.server.close();
});

test('work that is late, or takes longer, is said to be so without anybody’s doing', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...NEW);
  const reader = await visit(works.server);
  works.at('2009-06-16T20:40:00Z');
  assert.match(textOf((await reader.get('/status')).html), /Planned work begins soon\./);
  works.at('2009-06-16T21:05:00Z');
  assert.match(textOf((await reader.get('/status')).html), /should have begun by now and has not\..*late/);
  await works.start(id);
  works.at('2009-06-16T22:00:01Z');
  assert.match(textOf((await reader.get('/status')).html), /takes longer than announced\..*overrun/);
  await works.server.close();
});

test('work that was cancelled says when: before it began, or while it was under way', async () => {
  const works = await openWorkHouse();
  const [before, during] = [await works.plan(...OLD), await works.plan(...NEW)];
  await works.cancel(before, 'The routers did not arrive.');
  works.at(NEW[0]);
  await works.start(during);
  works.at('2009-06-16T21:20:00Z');
  await works.cancel(during, 'A cable is missing.');
  const reader = await visit(works.server);
  assert.match(
    textOf((await reader.get(`/status/windows/${before}`)).html),
    /Cancelled before it began\..*did not arrive/,
  );
  const broken = textOf((await reader.get(`/status/windows/${during}`)).html);
  assert.match(broken, /Broken off while it was under way\..*A cable is missing/);
  assert.match(broken, /Tue 16 June 21:00–21:20/);
  await works.server.close();
});

test('what operators write is text, not markup', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...NEW, { title: '<script>x</script>', description: '<img src=x>' });
  await works.say(id, '<b>bold</b>');
  const { html } = await (await visit(works.server)).get('/status');
  assert.doesNotMatch(html, /<script>x|<img src=x|<b>bold/);
  await works.server.close();
});

test('a window that is not there is not found', async () => {
  const works = await openWorkHouse();
  for (const path of ['/status/windows/1', '/status/windows/99999999999999999999', '/status/windows/x'])
    assert.equal((await works.server.request('GET', path)).status, 404, path);
  await works.server.close();
});

test('the page stays within 14 KB however much is planned and written', async () => {
  const works = await openWorkHouse('2026-01-01T00:00:00Z');
  const places = [
    'UTC',
    'Asia/Tehran',
    'America/Los_Angeles',
    'Europe/London',
    'Asia/Tokyo',
    'Asia/Kathmandu',
  ];
  await works.zones(places.join(', '));
  const letters = [...'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی'];
  const letter = (i: number) => letters[Math.floor(Math.abs(Math.sin(i) * 1e6)) % letters.length];
  let n = 0;
  const words = (count: number) =>
    Array.from({ length: count }, () => Array.from({ length: 5 }, () => letter(n++)).join('')).join(' ');
  const day = (i: number) => String(i + 2).padStart(2, '0');
  for (let i = 0; i < 24; i++) {
    const slot = (hour: string) => `2026-01-${day(i)}T${hour}:00:00Z`;
    const id = await works.plan(slot('04'), slot('05'), { title: words(4), description: words(800) });
    for (const hour of ['06', '08'])
      await works.move(id, slot(hour), slot(`${hour[0]}${Number(hour[1]) + 1}`), words(300));
    await works.say(id, words(800));
  }
  const ids = windows(works.server.view).map(({ id }) => id);
  for (const [i, id] of ids.slice(0, 14).entries()) {
    works.at(`2026-01-${day(i)}T08:00:00Z`);
    await works.start(id);
    if (i < 7) await works.finish(id);
  }
  for (const language of ['en', 'fa']) {
    const { html } = await (await visit(works.server, { language })).get('/status');
    assert.ok((html.match(/<article/g) ?? []).length >= 15);
    const bytes = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
    assert.ok(bytes <= 14 * 1024, `${language}: ${bytes} bytes`);
  }
  await works.server.close();
});

test('on the page of all windows each is told in short, on its own page whole', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...OLD, { description: `${'word '.repeat(200)}the end` });
  await works.say(id, `${'said '.repeat(100)}at last`);
  const reader = await visit(works.server);
  assert.doesNotMatch(textOf((await reader.get('/status')).html), /the end|at last/);
  assert.match(textOf((await reader.get(`/status/windows/${id}`)).html), /the end.*at last/);
  await works.server.close();
});

test('every page announces work from half an hour before it begins until it is over', async () => {
  const works = await openWorkHouse();
  const id = await works.plan(...NEW, { effect: 'slower' });
  const reader = await visit(works.server);
  const says = async (path = '/about') =>
    /<p class="announced" role="status">(.*?)<\/p>/s.exec((await reader.get(path)).html)?.[1];
  assert.equal(await says(), undefined);
  works.at('2009-06-16T20:30:00Z');
  const soon = /Planned work: Tue 16 June 21:00–22:00 UTC\. Expect slower answers\..*href="\/status"/;
  for (const path of ['/about', '/', '/public', '/nothing-here'])
    assert.match((await says(path)) ?? '', soon);
  works.at(NEW[0]);
  await works.start(id);
  assert.match((await says()) ?? '', /is under way/);
  works.at('2009-06-16T22:10:00Z');
  assert.match((await says()) ?? '', /takes longer than announced/);
  await works.finish(id);
  assert.equal(await says(), undefined);
  await works.server.close();
});
