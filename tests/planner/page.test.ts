import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { submit } from '#machinery/house.ts';
import { textsOf } from '#pages/texts/index.ts';
import { closeBucketCommand } from '#rooms/activity/index.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { visit } from '../support/visitor.ts';

const QUARTER_MS = 900_000;
const NOW = Date.UTC(2026, 5, 16, 12, 1);
const BETWEEN = 'length=90m&notice=1h&earliest=2026-06-18T00:00Z&latest=2026-06-19T00:00Z';
const PATH = '/settings/maintenance-advice';
let server: TestHouse;
let admin: Person;

before(async () => {
  server = await openTestHouse({ now: () => NOW });
  admin = await server.person('root', { role: 'admin' });
});
after(() => server.close());

const look = async (query: string, language: 'en' | 'fa' = 'en') =>
  (await visit(server, { as: admin, language })).get(`${PATH}?${query}`);
const levelIn = (html: string) => /<polyline class="level" points="([^"]*)"/.exec(html)?.[1];

/** Days of counts, each quarter of an hour as busy as is said. */
async function count(accounts: (bucket: number) => number, days: readonly [from: number, to: number]) {
  const now = Math.floor(NOW / QUARTER_MS);
  for (let bucket = now - days[0] * 96; bucket < now - days[1] * 96; bucket++)
    await submit(server.house, closeBucketCommand, { bucket, counts: [['server', accounts(bucket)]] });
}

test('hard case 20: of a few people not even the shape of their day is drawn', async () => {
  await count((bucket) => (bucket % 96 < 40 ? 3 : 0), [6, 3]);
  const { html, status } = await look(BETWEEN);
  assert.equal(status, 200);
  assert.match(html, /<svg class="advice-chart"/);
  assert.equal(levelIn(html), undefined);
});

test('the page is whole in both languages, with its chart and without counts or scripts', async () => {
  await count((bucket) => (bucket % 96 < 40 ? 4_219 : 1_087), [3, 0]);
  for (const language of ['en', 'fa'] as const) {
    const { planner } = textsOf(language);
    const { html, status } = await look(`${BETWEEN}&asked=2026-06-18T05:00Z`, language);
    assert.equal(status, 200);
    for (const text of [planner.title, planner.advised, planner.askedAbout])
      assert.ok(html.includes(text), text);
    assert.match(html, language === 'fa' ? /dir="rtl"/ : /dir="ltr"/);
    assert.ok(levelIn(html));
    assert.match(html, /<li value="1"><p><time datetime="2026-06-18T1/, 'in the quieter hours');
    assert.doesNotMatch(html, / style=|<script>|\b4,?219\b|\b1,?087\b|۴٬?۲۱۹|۱٬?۰۸۷/);
  }
});

test('what cannot be meant comes back with what was typed', async () => {
  for (const language of ['en', 'fa'] as const) {
    const { html, status } = await look('length=long', language);
    assert.equal(status, 422);
    assert.ok(language === 'en' || html.includes(textsOf(language).errors.invalid), 'said in their language');
    assert.match(html, /value="long"/);
    assert.match(html, /role="alert"/);
  }
});

test('no feasible start is said, with what is in the way', async () => {
  const { html } = await look(`${BETWEEN}&deadline=2026-06-18T01:00Z`);
  const { planner } = textsOf('en');
  assert.ok(html.includes(planner.none));
  assert.ok(html.includes(planner.constraint.deadline));
});
