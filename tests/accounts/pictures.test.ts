import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets, SECRETS } from '../support/images.ts';

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

async function sendPicture(place: 'avatar' | 'header', bytes: Buffer, of = ada) {
  const form = new FormData();
  form.set(place, new Blob([new Uint8Array(bytes)], { type: 'text/html' }), 'blob');
  return server.json<Account>('PATCH', UPDATE, { token: of.token, form });
}

test('an avatar is made anew at its size, says nothing, and its predecessor is dropped', async () => {
  const missing = (await me()).avatar;
  assert.equal(missing, 'http://rooftop.test/assets/missing-avatar.svg');
  const first = await sendPicture('avatar', await imageWithSecrets('jpeg', 300, 200));
  const path = first.avatar.slice(server.house.origin.length);
  const stored = await server.house.files.get(path.slice('/media/'.length));
  const bytes = Buffer.concat(await Array.fromAsync(stored!.read() as AsyncIterable<Buffer>));
  const { width, height, format, exif } = await sharp(bytes).metadata();
  assert.deepEqual([width, height, format, exif], [400, 400, 'webp', undefined]);
  for (const secret of SECRETS) assert.equal(bytes.includes(secret), false);
  const second = await sendPicture('avatar', await imageWithSecrets('png'));
  assert.notEqual(second.avatar, first.avatar);
  const effects = server.view.db
    .prepare<{ body: string }>("SELECT body FROM effect WHERE kind = 'files-dropped'")
    .all();
  assert.deepEqual(
    effects.map(({ body }) => JSON.parse(body) as object),
    [{ names: [path.slice('/media/'.length)] }],
  );
});

test('pictures can be taken away, also when there are none', async () => {
  await sendPicture('header', await imageWithSecrets('jpeg', 1600, 400));
  for (const place of ['avatar', 'header'] as const)
    for (let i = 0; i < 2; i++) {
      const account = await server.json<Account>('DELETE', `/api/v1/profile/${place}`, { token: ada.token });
      assert.equal(account[place], `http://rooftop.test/assets/missing-${place}.svg`);
    }
});

test('what is no picture is refused under its name, and nothing is kept of it', async () => {
  const form = new FormData();
  form.set('header', new Blob(['<svg onload=alert(1)>'], { type: 'image/png' }), 'a.png');
  const before = await Array.fromAsync(server.house.files.list());
  const answer = await server.json<{ details: object }>('PATCH', UPDATE, { token: ada.token, form }, 422);
  assert.deepEqual(Object.keys(answer.details), ['header']);
  assert.deepEqual(await Array.fromAsync(server.house.files.list()), before);
});
