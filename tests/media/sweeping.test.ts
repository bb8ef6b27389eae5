import assert from 'node:assert/strict';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { defineJob } from '#machinery/jobs/job.ts';
import { jobs as accountJobs } from '#rooms/accounts/jobs.ts';
import { jobs } from '#rooms/media/jobs.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets } from '../support/images.ts';

type Attachment = {
  id: string;
  type: string;
  url: string;
  preview_url: string;
  description: string | null;
  blurhash: string;
  meta: {
    original: { width: number; height: number };
    small: { width: number };
    focus: { x: number; y: number };
  };
};

const HOUR_MS = 3_600_000;
let now = Date.parse('2026-08-01T12:00:00Z');
let server: TestHouse;
let ada: Person;
let bob: Person;

before(async () => {
  server = await openTestHouse({ now: () => now });
  ada = await server.person('ada');
  bob = await server.person('bob');
});
after(() => server.close());

function formWith(
  bytes: Uint8Array,
  more: Record<string, string> = {},
  type = 'application/octet-stream',
): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'blob');
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

async function send(
  bytes: Uint8Array,
  more: Record<string, string> = {},
  of = ada,
  version = 'v2',
): Promise<Attachment> {
  return server.json<Attachment>('POST', `/api/${version}/media`, {
    token: of.token,
    form: formWith(bytes, more),
  });
}

const pathOf = (url: string) => url.slice(server.house.origin.length);
const photo = () => imageWithSecrets('jpeg', 120, 80);

async function post(mediaId: string, of = ada): Promise<{ id: string; media_attachments: Attachment[] }> {
  return server.json('POST', '/api/v1/statuses', {
    token: of.token,
    json: { status: 'look', media_ids: [mediaId] },
  });
}

async function runFileJobs(): Promise<void> {
  const dropped = server.view.db
    .prepare<{ body: string }>("SELECT body FROM effect WHERE kind = 'files-dropped'")
    .all();
  const remove = accountJobs.effects[0] as ReturnType<typeof defineJob>;
  for (const { body } of dropped) await remove.run(server.house, JSON.parse(body) as never, '1-0');
}

test('an upload that is deleted is gone with its files; a posted one cannot be', async () => {
  const loose = await send(await photo());
  await server.json('DELETE', `/api/v1/media/${loose.id}`, { token: bob.token }, 404);
  assert.deepEqual(await server.json('DELETE', `/api/v1/media/${loose.id}`, { token: ada.token }), {});
  await server.json('GET', `/api/v1/media/${loose.id}`, { token: ada.token }, 404);
  await runFileJobs();
  assert.equal((await server.request('GET', pathOf(loose.url))).status, 404);
  const posted = await send(await photo());
  await post(posted.id);
  await server.json('DELETE', `/api/v1/media/${posted.id}`, { token: ada.token }, 422);
});

test('uploads that no post took are swept after a day; those of a deleted post a day after it', async () => {
  const sweep = async () => {
    await jobs.periodic[0]!.run({ house: server.house } as never);
    await runFileJobs();
  };
  const there = async (attachment: Attachment) =>
    (await server.request('GET', pathOf(attachment.url))).status === 200;
  const forgotten = await send(await photo());
  const posted = await send(await photo());
  const { id } = await post(posted.id);
  now += 23 * HOUR_MS;
  await sweep();
  assert.deepEqual([await there(forgotten), await there(posted)], [true, true]);
  now += HOUR_MS;
  await sweep();
  assert.deepEqual([await there(forgotten), await there(posted)], [false, true]);
  await server.json('DELETE', `/api/v1/statuses/${id}`, { token: ada.token });
  await sweep();
  assert.equal(await there(posted), true, 'it can be posted again after deleting and redrafting');
  now += 24 * HOUR_MS;
  await sweep();
  assert.equal(await there(posted), false);
});

test('files that no command ever named are swept after a day, and no others', async () => {
  const kept = await send(await photo());
  const folder = join(server.folder, 'media');
  const name = (sign: string, extension: string) => `${sign.repeat(32)}.${extension}`;
  const old = [name('1', 'png'), name('2', 'jpg.part')];
  const young = name('3', 'png');
  for (const file of [...old, young]) await writeFile(join(folder, file), 'x');
  const keptNames = [kept.url, kept.preview_url].map((url) => pathOf(url).slice('/media/'.length));
  const past = new Date(now - 25 * HOUR_MS);
  for (const file of [...old, ...keptNames]) await utimes(join(folder, file), past, past);
  await utimes(join(folder, young), new Date(now - HOUR_MS), new Date(now - HOUR_MS));
  await jobs.periodic[1]!.run({ house: server.house } as never);
  const left = await readdir(folder);
  for (const file of old) assert.equal(left.includes(file), false, file);
  for (const file of [young, ...keptNames]) assert.ok(left.includes(file), file);
});
