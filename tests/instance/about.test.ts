import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import { API_VERSION } from '#rooms/instance/rules/api-version.ts';
import { figure } from '#rooms/instance/rules/figures.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

type Instance = {
  domain: string;
  title: string;
  version: string;
  description: string;
  usage: { users: { active_month: number } };
  configuration: Record<string, Record<string, unknown>>;
  registrations: { enabled: boolean; approval_required: boolean; message: string | null };
  api_versions: { mastodon: number };
  contact: { email: string; account: { acct: string } | null };
  rules: { id: string; text: string }[];
};

const HOUR_MS = 3_600_000;
let now = Date.parse('2026-08-05T12:00:00Z');
let server: TestHouse;
let ada: Person;

before(async () => {
  server = await openTestHouse({ now: () => now });
  ada = await server.person('ada');
});
after(() => server.close());

const instance = () => server.json<Instance>('GET', '/api/v2/instance');
const set = (name: string, value: string | null) => changeSetting(server.house, name, value);

test('the server says what it is and what it takes', async () => {
  const about = await instance();
  assert.equal(about.domain, 'rooftop.test');
  assert.match(about.version, /^\d+\.\d+\.\d+ \(compatible; Rooftop \d+\.\d+\.\d+\)$/);
  assert.equal(about.configuration['statuses']!['max_characters'], 5_000);
  assert.equal(about.configuration['urls']!['streaming'], 'ws://rooftop.test');
  assert.equal(about.configuration['urls']!['status'], 'http://rooftop.test/status');
  assert.deepEqual(about.configuration['accounts'], {
    max_display_name_length: 30,
    max_note_length: 500,
    max_avatar_description_length: 150,
    max_header_description_length: 150,
    max_featured_tags: 10,
    max_pinned_statuses: 5,
    max_profile_fields: 4,
    profile_field_name_limit: 255,
    profile_field_value_limit: 255,
  });
  const types = about.configuration['media_attachments']!['supported_mime_types'] as string[];
  assert.ok(types.includes('image/jpeg') && types.every((type) => type.startsWith('image/')));
  const old = await server.json<{ uri: string; version: string; urls: object; stats: object }>(
    'GET',
    '/api/v1/instance',
  );
  assert.deepEqual(
    [old.uri, old.version, old.urls, old.stats],
    [
      'rooftop.test',
      about.version,
      { streaming_api: 'ws://rooftop.test' },
      { user_count: 0, status_count: 0, domain_count: 0 },
    ],
  );
});

test('the API version promises nothing that is not there', () => {
  const there = (operation: string) => routes.some((route) => `${route.method} ${route.path}` === operation);
  assert.equal(API_VERSION >= 2, there('GET /api/v2/notifications'), 'grouped notifications');
  assert.equal(API_VERSION >= 10, there('GET /api/v1/collections/:id') && API_VERSION >= 10);
  assert.ok(API_VERSION < 5, 'blurring filters and what came after are not there');
});

test('figures have one digit, and say nothing under fifty', () => {
  assert.deepEqual(
    [0, 1, 49, 50, 59, 99, 100, 199, 1_234, 98_765, 1_000_000].map(figure),
    [0, 0, 0, 50, 50, 90, 100, 100, 1_000, 90_000, 1_000_000],
  );
});

test('usage follows what happens, an hour late and in one digit', async () => {
  assert.equal((await instance()).usage.users.active_month, 0);
  const people = await Promise.all(Array.from({ length: 53 }, (_, i) => server.person(`p${i}`)));
  for (const { token } of people)
    await server.json('POST', '/api/v1/statuses', { token, json: { status: 'x' } });
  assert.equal((await instance()).usage.users.active_month, 0, 'made once an hour');
  now += HOUR_MS;
  assert.equal((await instance()).usage.users.active_month, 50);
  const weeks = await server.json<
    { week: string; statuses: string; logins: string; registrations: string }[]
  >('GET', '/api/v1/instance/activity');
  assert.equal(weeks.length, 12);
  assert.deepEqual(weeks[0], {
    week: String(Date.parse('2026-08-03T00:00:00Z') / 1000),
    statuses: '50',
    logins: '0',
    registrations: '0',
  });
  assert.equal(weeks[1]!.statuses, '0');
  const info = await server.json<{ usage: object }>('GET', '/nodeinfo/2.0');
  assert.deepEqual(info.usage, { users: { total: 50, activeMonth: 50, activeHalfyear: 50 }, localPosts: 50 });
});

test('registrations are told as they are', async () => {
  const told = async (mode: string | null) => {
    await set('registrations', mode);
    const { enabled, approval_required } = (await instance()).registrations;
    return [enabled, approval_required];
  };
  assert.deepEqual(await told('open'), [true, false]);
  assert.deepEqual(await told('approval'), [true, true]);
  assert.deepEqual(await told('invitation'), [false, false]);
  assert.deepEqual(await told('closed'), [false, false]);
  await set('registrations_message', 'Back <soon>');
  assert.equal((await instance()).registrations.message, '<p>Back &lt;soon&gt;</p>');
  await told(null);
});

test("the operator's words are shown, escaped, with when they were written", async () => {
  await set('title', 'House & Home');
  await set('rules', 'Be kind\n\n  No <b>shouting</b>  ');
  await set('contact_account', 'Ada');
  const about = await instance();
  assert.equal(about.title, 'House & Home');
  assert.deepEqual(
    about.rules.map(({ id, text }) => [id, text]),
    [
      ['1', 'Be kind'],
      ['2', 'No <b>shouting</b>'],
    ],
  );
  assert.deepEqual(await server.json('GET', '/api/v1/instance/rules'), about.rules);
  assert.equal(about.contact.account!.acct, 'ada');
  await set('extended_description', 'One\ntwo\n\n<script>');
  assert.deepEqual(await server.json('GET', '/api/v1/instance/extended_description'), {
    updated_at: new Date(now).toISOString(),
    content: '<p>One<br />two</p><p>&lt;script&gt;</p>',
  });
});

test('there is a privacy policy from the start, and terms of service when the operator wrote them', async () => {
  const policy = await server.json<{ updated_at: string; content: string }>(
    'GET',
    '/api/v1/instance/privacy_policy',
  );
  assert.match(policy.content, /^<p>This server keeps/);
  await server.json('GET', '/api/v1/instance/terms_of_service', {}, 404);
  await set('terms_of_service', 'Be good.');
  const terms = await server.json('GET', '/api/v1/instance/terms_of_service');
  assert.deepEqual(terms, {
    effective_date: '2026-08-05',
    effective: true,
    content: '<p>Be good.</p>',
    succeeded_by: null,
  });
  assert.deepEqual(await server.json('GET', '/api/v1/instance/terms_of_service/2026-08-05'), terms);
  await server.json('GET', '/api/v1/instance/terms_of_service/2020-01-01', {}, 404);
});

test('what there is none of is an empty list', async () => {
  for (const path of ['instance/peers', 'instance/domain_blocks', 'peers/search', 'custom_emojis'])
    assert.deepEqual(await server.json('GET', `/api/v1/${path}`), [], path);
  assert.deepEqual(await server.json('GET', '/api/v1/instance/translation_languages'), {});
  const languages = await server.json<{ code: string; name: string }[]>('GET', '/api/v1/instance/languages');
  assert.ok(languages.length > 100);
  assert.ok(languages.some(({ code, name }) => code === 'fa' && name === 'Persian'));
});

test('WebFinger tells who a handle is, by handle or address', async () => {
  for (const resource of [
    'acct:ada@rooftop.test',
    'acct:@ADA@rooftop.test',
    'http://rooftop.test/@ada',
    'http://rooftop.test/users/ada',
  ]) {
    const response = await server.request(
      'GET',
      `/.well-known/webfinger?${new URLSearchParams({ resource })}`,
    );
    assert.equal(response.headers.get('content-type'), 'application/jrd+json; charset=utf-8');
    assert.equal(((await response.json()) as { subject: string }).subject, 'acct:ada@rooftop.test', resource);
  }
  const pending = await server.person('pending', { state: 'pending' });
  assert.ok(pending.id);
  for (const resource of [
    'acct:ada@elsewhere.example',
    'acct:ada',
    'acct:nobody@rooftop.test',
    'acct:pending@rooftop.test',
    'http://evil.example/@ada',
    'mailto:ada@rooftop.test',
    'http://rooftop.test/@ada/1',
  ])
    assert.equal(
      (await server.request('GET', `/.well-known/webfinger?${new URLSearchParams({ resource })}`)).status,
      404,
      resource,
    );
  assert.equal((await server.request('GET', '/.well-known/webfinger')).status, 422);
});

test('host-meta and NodeInfo lead where they should', async () => {
  const meta = await server.request('GET', '/.well-known/host-meta');
  assert.equal(meta.headers.get('content-type'), 'application/xrd+xml; charset=utf-8');
  assert.match(
    await meta.text(),
    /<Link rel="lrdd" template="http:\/\/rooftop\.test\/\.well-known\/webfinger\?resource=\{uri\}"\/>/,
  );
  const { links } = await server.json<{ links: { rel: string; href: string }[] }>(
    'GET',
    '/.well-known/nodeinfo',
  );
  for (const { href, rel } of links) {
    const info = await server.json<{ version: string; software: { name: string } }>(
      'GET',
      href.slice(server.house.origin.length),
    );
    assert.equal(info.software.name, 'rooftop');
    assert.ok(rel.endsWith(info.version));
  }
  assert.ok(ada.id);
});
