import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets } from '../support/images.ts';
import { microblog } from '../support/microblog.ts';

type Attachment = {
  readonly id: string;
  readonly description: string | null;
  readonly meta: { readonly focus: { readonly x: number; readonly y: number } };
};
type Shown = { readonly id: string; readonly media_attachments: readonly Attachment[] };

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
  ann = await blog.person();
});
after(() => server.close());

async function upload(description: string): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await imageWithSecrets('jpeg', 60, 40))]), 'blob');
  form.set('description', description);
  return (await server.json<Attachment>('POST', '/api/v2/media', { token: ann.token, form })).id;
}

const post = async (ids: readonly string[]) =>
  server.json<Shown>('POST', '/api/v1/statuses', { token: ann.token, json: { media_ids: ids } });
const edit = (id: string, json: object, status = 200) =>
  server.json<Shown>('PUT', `/api/v1/statuses/${id}`, { token: ann.token, json }, status);
const shown = ({ media_attachments: files }: Pick<Shown, 'media_attachments'>) =>
  files.map((file) => [file.id, file.description]);

test('an edit changes order, words and choice of files; history shows those still attached, as described then', async () => {
  const [one, two, three] = [await upload('one'), await upload('two'), await upload('three')];
  const { id } = await post([one, two]);
  const turned = await edit(id, {
    media_ids: [two, one],
    media_attributes: [{ id: two, description: 'two, better', focus: '0.5,-1' }],
  });
  assert.deepEqual(shown(turned), [
    [two, 'two, better'],
    [one, 'one'],
  ]);
  assert.deepEqual(turned.media_attachments[0]!.meta.focus, { x: 0.5, y: -1 });
  assert.deepEqual(shown(await edit(id, { status: 'words', media_ids: [two, three] })), [
    [two, 'two, better'],
    [three, 'three'],
  ]);
  const wordings = await blog.get<Shown[]>(ann, `/api/v1/statuses/${id}/history`);
  assert.deepEqual(wordings.map(shown), [
    [[two, 'two']],
    [[two, 'two, better']],
    [
      [two, 'two, better'],
      [three, 'three'],
    ],
  ]);
});

test('words about files of others, too many words and a focus outside the picture change nothing', async () => {
  const [mine, other] = [await upload('mine'), await upload('other')];
  const { id } = await post([mine]);
  assert.deepEqual(shown(await edit(id, { media_attributes: [{ id: other, description: 'x' }] })), [
    [mine, 'mine'],
  ]);
  await edit(id, { media_attributes: [{ id: mine, description: 'x'.repeat(2_000) }] }, 422);
  await edit(id, { media_attributes: [{ id: mine, focus: '2,0' }] }, 422);
  await edit(id, { media_ids: [mine, mine, other, '7'] }, 422);
  assert.deepEqual(shown(await blog.get<Shown>(ann, `/api/v1/statuses/${id}`)), [[mine, 'mine']]);
});

test('files of a deleted status can be posted anew, unless they were to go with it', async () => {
  const file = await upload('again');
  const first = await post([file]);
  await server.json('DELETE', `/api/v1/statuses/${first.id}`, { token: ann.token });
  const second = await post([file]);
  assert.deepEqual(shown(second), [[file, 'again']]);
  await server.json('DELETE', `/api/v1/statuses/${second.id}?delete_media=true`, { token: ann.token });
  assert.deepEqual(blog.rows('SELECT id FROM media WHERE id = ?', Number(file)), []);
});

test('a file is attached once, by its owner', async () => {
  const file = await upload('once');
  await post([file]);
  await server.json('POST', '/api/v1/statuses', { token: ann.token, json: { media_ids: [file] } }, 422);
  const bob = await blog.person();
  const mine = await upload('mine');
  await server.json('POST', '/api/v1/statuses', { token: bob.token, json: { media_ids: [mine] } }, 422);
});
