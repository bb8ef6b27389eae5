import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { changeSetting } from '#rooms/settings/index.ts';
import { openLine } from '../support/line.ts';
import { startRunningServer, until } from '../support/running-server.ts';

/** Files of the data folder in which one of the words can be read. */
function grep(words: readonly string[], folder: string): readonly string[] {
  const patterns = words.flatMap((word) => ['-e', word]);
  const { stdout } = spawnSync('grep', ['-rail', ...patterns, folder], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

test('with a retention of 5 s, nothing in the data folder tells what was deleted or edited away', async (t) => {
  const server = await startRunningServer({ ROOFTOP_PROCESSES: '1' });
  t.after(() => server.clear());
  const ada = await server.person('ada');
  await changeSetting(server.house, 'retention', '5s');
  const line = openLine(server.port);
  t.after(() => line.close());
  const ask = async (method: string, path: string, json?: unknown) => {
    const answer = await line.ask(method, path, {
      token: ada.token,
      ...(json === undefined ? {} : { json }),
    });
    assert.equal(answer.status, 200, `${method} ${path}`);
    return JSON.parse(answer.text) as { readonly id: string; readonly statuses: readonly unknown[] };
  };
  const post = (status: string) => ask('POST', '/api/v1/statuses', { status });
  const deleted = await post('Pomegranates at the gate #pomegranate');
  const edited = await post('Nightingales at the gate');
  await post('Samovars stay');
  const found = async () => (await ask('GET', '/api/v2/search?type=statuses&q=nightingales')).statuses.length;
  await until(async () => ((await found()) === 1 ? true : undefined), 'the post is not in the index');
  await ask('PUT', `/api/v1/statuses/${edited.id}`, { status: 'Kingfishers at the gate' });
  await ask('DELETE', `/api/v1/statuses/${deleted.id}`);
  line.close();

  const words = ['Pomegranates', 'Nightingales'];
  const { root } = server.folder;
  assert.notDeepEqual(grep(words, root), []);
  await until(() => (grep(words, root).length === 0 ? true : undefined), 'words are left').catch(() => {});
  assert.deepEqual(grep(words, root), []);
  assert.notDeepEqual(grep(['Samovars'], root), []);
  assert.notDeepEqual(grep(['Kingfishers'], root), []);
});
