import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

type Field = { name: string; value: string; verified_at: null };
type Account = {
  id: string;
  acct: string;
  display_name: string;
  note: string;
  avatar: string;
  header: string;
  fields: Field[];
  created_at: string;
  followers_count: number;
  locked: boolean;
  source: {
    note: string;
    fields: Field[];
    privacy: string;
    sensitive: boolean;
    language: string | null;
    follow_requests_count: number;
    attribution_domains: string[];
  };
  role: { id: string; permissions: string };
};

let server: TestHouse;
let ada: Person;
const UPDATE = '/api/v1/accounts/update_credentials';
const ME = '/api/v1/accounts/verify_credentials';

before(async () => {
  server = await openTestHouse({ now: () => Date.parse('2026-08-17T09:15:00Z') });
  ada = await server.person('ada', { displayName: 'Ada' });
});
after(() => server.close());

const me = (of = ada) => server.json<Account>('GET', ME, { token: of.token });
const update = (json: object, of = ada) => server.json<Account>('PATCH', UPDATE, { token: of.token, json });

test("one's own account carries what clients need to edit it", async () => {
  const account = await me();
  assert.equal(account.acct, 'ada');
  assert.deepEqual(account.source, {
    privacy: 'public',
    sensitive: false,
    language: null,
    note: '',
    fields: [],
    follow_requests_count: 0,
    hide_collections: true,
    discoverable: false,
    indexable: false,
    attribution_domains: [],
    quote_policy: 'nobody',
  });
  assert.deepEqual(account.role, { id: '-99', name: '', permissions: '0', highlighted: false, color: '' });
  const admin = await server.person('root_of_all', { role: 'admin' });
  assert.equal((await me(admin)).role.permissions, '1');
});

test('a profile is changed by JSON, form and multipart alike, and by PUT as by PATCH', async () => {
  assert.equal((await update({ display_name: 'Ada L.' })).display_name, 'Ada L.');
  const form = await server.json<Account>('PATCH', UPDATE, {
    token: ada.token,
    form: {
      note: 'Hello #world',
      locked: 'true',
      'source[privacy]': 'unlisted',
      'source[language]': 'fa',
      'source[sensitive]': '1',
    },
  });
  assert.equal(
    form.note,
    '<p>Hello <a href="http://rooftop.test/tags/world" class="mention hashtag" rel="tag">#<span>world</span></a></p>',
  );
  assert.deepEqual(
    [form.locked, form.source.privacy, form.source.language, form.source.sensitive],
    [true, 'unlisted', 'fa', true],
  );
  const data = new FormData();
  data.set('display_name', 'آدا');
  const put = await server.json<Account>('PUT', UPDATE, { token: ada.token, form: data });
  assert.equal(put.display_name, 'آدا');
  assert.equal(put.source.note, 'Hello #world', 'what is left out stays');
  const preferences = await server.json('GET', '/api/v1/preferences', { token: ada.token });
  assert.equal(preferences['posting:default:visibility'], 'unlisted');
  assert.equal(preferences['posting:default:language'], 'fa');
  await update({ source: { privacy: 'public', language: '', sensitive: false }, locked: false });
});

test('a note is rendered, never trusted', async () => {
  const account = await update({ note: '<script>alert(1)</script> https://a.example/ @ada @nobody' });
  assert.doesNotMatch(account.note, /<script/);
  assert.match(account.note, /href="https:\/\/a\.example\/"/);
  assert.match(account.note, /href="http:\/\/rooftop\.test\/@ada"/);
  assert.match(account.note, / @nobody<\/p>$/);
});

test('fields come as a list or as a hash, and blank ones are left out', async () => {
  const list = await update({
    fields_attributes: [
      { name: 'Site', value: 'https://a.example' },
      { name: '', value: '' },
    ],
  });
  assert.equal(list.fields.length, 1);
  assert.match(list.fields[0]!.value, /^<a href="https:\/\/a\.example"/);
  const hash = await server.json<Account>('PATCH', UPDATE, {
    token: ada.token,
    form: {
      'fields_attributes[0][name]': 'One',
      'fields_attributes[0][value]': '<b>1</b>',
      'fields_attributes[1][name]': 'Two',
      'fields_attributes[1][value]': '2',
    },
  });
  assert.deepEqual(
    hash.fields.map(({ name, value }) => `${name}: ${value}`),
    ['One: &lt;b&gt;1&lt;/b&gt;', 'Two: 2'],
  );
  assert.deepEqual((await update({ fields_attributes: [] })).fields, []);
});

test('the location is the field of that name, and goes round through clients unchanged', async () => {
  const first = await update({
    fields_attributes: [
      { name: 'Site', value: 'x' },
      { name: 'location', value: 'Tehran <3' },
    ],
  });
  assert.deepEqual(first.fields, [
    { name: 'Location', value: 'Tehran &lt;3', verified_at: null },
    { name: 'Site', value: 'x', verified_at: null },
  ]);
  assert.equal(first.source.fields[0]!.value, 'Tehran <3');
  const again = await update({ fields_attributes: first.source.fields });
  assert.deepEqual(again.source.fields, first.source.fields);
  const untouched = await update({ display_name: 'Ada' });
  assert.equal(untouched.fields.length, 2);
  const without = await update({ fields_attributes: first.source.fields.slice(1) });
  assert.deepEqual(
    without.fields.map((field) => field.name),
    ['Site'],
  );
});

test('limits hold at the bound, and a refusal names its field', async () => {
  const good = {
    display_name: 'ه'.repeat(30),
    note: 'n'.repeat(500),
    avatar_description: 'a'.repeat(150),
    attribution_domains: Array.from({ length: 10 }, (_, i) => `d${i}.example`),
    fields_attributes: Array.from({ length: 4 }, () => ({ name: 'n'.repeat(255), value: 'v'.repeat(255) })),
  };
  const account = await update(good);
  assert.equal(account.source.attribution_domains.length, 10);
  const bad: [object, string][] = [
    [{ display_name: 'x'.repeat(31) }, 'display_name'],
    [{ note: 'n'.repeat(501) }, 'note'],
    [{ avatar_description: 'a'.repeat(151) }, 'avatar_description'],
    [{ header_description: 'a'.repeat(151) }, 'header_description'],
    [{ attribution_domains: [...good.attribution_domains, 'one.more.example'] }, 'attribution_domains'],
    [{ attribution_domains: ['not a domain'] }, 'attribution_domains'],
    [{ fields_attributes: [...good.fields_attributes, { name: 'x', value: 'x' }] }, 'fields_attributes'],
    [{ fields_attributes: [{ name: 'n'.repeat(256), value: 'x' }] }, 'fields_attributes'],
    [{ fields_attributes: [{ name: 'n', value: 'x'.repeat(256) }] }, 'fields_attributes'],
    [{ fields_attributes: [{ name: '', value: 'x' }] }, 'fields_attributes'],
    [{ source: { language: 'klingonese' } }, 'source.language'],
    [{ source: { privacy: 'secret' } }, 'source.privacy'],
    [{ locked: 'perhaps' }, 'locked'],
    [{ avatar: 'a string' }, 'avatar'],
  ];
  for (const [json, field] of bad) {
    const answer = await server.json<{ details: object }>('PATCH', UPDATE, { token: ada.token, json }, 422);
    assert.deepEqual(Object.keys(answer.details), [field], JSON.stringify(json).slice(0, 80));
  }
  await update({
    display_name: 'Ada',
    note: '',
    fields_attributes: [],
    avatar_description: '',
    attribution_domains: [],
  });
});

test('GET and PATCH profile show everything that can be changed, as it was written', async () => {
  const profile = await server.json('PATCH', '/api/v1/profile', {
    token: ada.token,
    json: {
      note: 'raw #text',
      show_media: false,
      hide_collections: false,
      indexable: true,
      bot: true,
      fields_attributes: [{ name: 'Location', value: 'here' }],
    },
  });
  assert.deepEqual(profile, {
    id: String(ada.id),
    display_name: 'Ada',
    note: 'raw #text',
    fields: [{ name: 'Location', value: 'here', verified_at: null }],
    avatar: null,
    avatar_static: null,
    avatar_description: '',
    header: null,
    header_static: null,
    header_description: '',
    locked: false,
    bot: true,
    hide_collections: false,
    discoverable: false,
    indexable: true,
    show_media: false,
    show_media_replies: true,
    show_featured: true,
    attribution_domains: [],
    featured_tags: [],
  });
  assert.deepEqual(await server.json('GET', '/api/v1/profile', { token: ada.token }), profile);
});
