import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EDITS_MOST } from '#rooms/statuses/rules/compose.ts';
import { difference, saysOtherwise } from '#rooms/statuses/rules/edit.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type Answer, microblog } from '../support/microblog.ts';

type Wording = {
  readonly content: string;
  readonly spoiler_text: string;
  readonly sensitive: boolean;
  readonly created_at: string;
  readonly account: { readonly id: string };
};

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let clock = Date.UTC(2026, 0, 1);
before(async () => {
  server = await openTestHouse({ now: () => clock });
  blog = microblog(server);
});
after(() => server.close());

const edit = (who: Person, id: string, json: object, status = 200) =>
  server.json<Answer>('PUT', `/api/v1/statuses/${id}`, { token: who.token, json }, status);
const history = (who: Person | undefined, id: string) =>
  blog.get<Wording[]>(who, `/api/v1/statuses/${id}/history`);

test('an edit shows everywhere and keeps the earlier wordings with their times', async () => {
  const ann = await blog.person();
  const { id } = await blog.post(ann, 'first');
  clock += 1_000;
  const edited = await edit(ann, id, { status: 'second', spoiler_text: 'careful' });
  assert.equal(edited.content, '<p>second</p>');
  assert.equal(edited.edited_at, new Date(clock).toISOString());
  clock += 1_000;
  await edit(ann, id, { status: 'third' });
  const wordings = await history(undefined, id);
  assert.deepEqual(
    wordings.map((wording) => [wording.content, wording.spoiler_text, wording.sensitive, wording.created_at]),
    [
      ['<p>first</p>', '', false, new Date(clock - 2_000).toISOString()],
      ['<p>second</p>', 'careful', true, new Date(clock - 1_000).toISOString()],
      ['<p>third</p>', 'careful', true, new Date(clock).toISOString()],
    ],
  );
  assert.equal(wordings[0]!.account.id, String(ann.id));
});

test('what is left out of an edit stays; an edit that changes nothing is none', async () => {
  const ann = await blog.person();
  const { id } = await blog.post(ann, 'text', { spoiler_text: 'warning', language: 'en' });
  const same = await edit(ann, id, { status: 'text', spoiler_text: 'warning' });
  assert.deepEqual([same.edited_at, same.language], [null, 'en']);
  const relabelled = await edit(ann, id, { language: 'fa' });
  assert.deepEqual(
    [relabelled.edited_at, relabelled.language, relabelled.spoiler_text],
    [null, 'fa', 'warning'],
  );
  assert.equal((await history(ann, id)).length, 1);
});

test('an edit changes hashtags and mentions', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person('bob2'), await blog.person('cleo2')];
  const { id } = await blog.post(ann, '@bob2 #one #two');
  const edited = await edit(ann, id, { status: '@cleo2 #two #three' });
  assert.deepEqual(
    edited.mentions.map((mention) => mention.id),
    [String(cleo.id)],
  );
  assert.deepEqual(edited.tags.map((tag) => tag.name).sort(), ['three', 'two']);
  assert.deepEqual(blog.rows('SELECT account_id FROM mention WHERE account_id = ?', bob.id), []);
});

test('only the author edits, and only what could be posted', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'mine');
  const boost = await blog.mark(bob, 'reblog', id);
  await edit(bob, id, { status: 'yours' }, 404);
  await edit(bob, boost.id, { status: 'yours' }, 404);
  await edit(ann, id, { status: '  ' }, 422);
  await edit(ann, id, { status: 'x', media_ids: ['12345'] }, 422);
  await edit(ann, '17', { status: 'x' }, 404);
  assert.equal((await blog.get(ann, `/api/v1/statuses/${id}`)).edited_at, null);
});

test('the source of a status is what its author wrote', async () => {
  const ann = await blog.person();
  const { id } = await blog.post(ann, 'a <b> & #c', { spoiler_text: 's' });
  assert.deepEqual(await blog.get(ann, `/api/v1/statuses/${id}/source`), {
    id,
    text: 'a <b> & #c',
    spoiler_text: 's',
  });
});

test('of very many wordings the first and the latest are kept', async () => {
  const ann = await blog.person();
  const { id } = await blog.post(ann, 'wording 0');
  for (let i = 1; i <= EDITS_MOST + 2; i++) await edit(ann, id, { status: `wording ${i}` });
  const wordings = (await history(ann, id)).map((wording) => wording.content);
  assert.equal(wordings.length, EDITS_MOST + 1);
  assert.deepEqual(wordings.slice(0, 2), ['<p>wording 0</p>', '<p>wording 3</p>']);
  assert.equal(wordings.at(-1), `<p>wording ${EDITS_MOST + 2}</p>`);
});

test('a wording differs by words, warning, sensitivity, files and what is said about them', () => {
  const one = { text: 'a', spoiler: '', sensitive: false, media: [{ id: 1, description: 'x' }] };
  assert.equal(saysOtherwise(one, { ...one, media: [{ id: 1, description: 'x' }] }), false);
  for (const other of [
    { text: 'b' },
    { spoiler: 's' },
    { sensitive: true },
    { media: [] },
    { media: [{ id: 2, description: 'x' }] },
    { media: [{ id: 1, description: 'y' }] },
  ])
    assert.equal(saysOtherwise(one, { ...one, ...other }), true);
  assert.deepEqual(difference([1, 2], [2, 3]), { added: [3], removed: [1] });
});
