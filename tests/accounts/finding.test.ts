import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { searchAccounts } from '#rooms/accounts/index.ts';
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

before(async () => {
  server = await openTestHouse({ now: () => Date.parse('2026-08-17T09:15:00Z') });
  ada = await server.person('ada', { displayName: 'Ada' });
});
after(() => server.close());

const update = (json: object, of = ada) => server.json<Account>('PATCH', UPDATE, { token: of.token, json });

test('nobody can be found by location, note or field', async () => {
  await update({
    note: 'findmenote',
    fields_attributes: [
      { name: 'Location', value: 'Findmeville' },
      { name: 'x', value: 'findmefield' },
    ],
  });
  const { token } = await server.person('searcher');
  for (const q of ['Findmeville', 'findmenote', 'findmefield']) {
    const found = await server.json<Account[]>('GET', `/api/v1/accounts/search?q=${q}`, { token });
    assert.deepEqual(found, []);
  }
});

test('an account is found by user name and display name, in any spelling', async () => {
  await server.person('kaveh_1', { displayName: 'کاوه آهنگر' });
  const find = (q: string) =>
    searchAccounts(server.view, 'rooftop.test', q, 10).map((account) => account.username);
  for (const q of [
    'kaveh',
    'KAVEH_1',
    '@kaveh_1',
    '@kaveh_1@rooftop.test',
    'کاوه',
    'كاوه',
    'آهن',
    'کاوه آه',
    'kaveh_1@rooftop.test',
  ])
    assert.deepEqual(find(q), ['kaveh_1'], q);
  for (const q of ['aveh', 'kaveh_1@elsewhere.example', '', '%', '_', 'کاوه آهنگران'])
    assert.deepEqual(find(q), [], q);
});

test('a new display name is found, the old one no longer', async () => {
  const person = await server.person('renamed', { displayName: 'Beforehand' });
  await update({ display_name: 'Afterwards' }, person);
  const find = (q: string) =>
    searchAccounts(server.view, 'rooftop.test', q, 10).map((account) => account.username);
  assert.deepEqual([find('before'), find('after'), find('renamed')], [[], ['renamed'], ['renamed']]);
});
