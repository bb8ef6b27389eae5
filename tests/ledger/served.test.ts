import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { dataFolder } from '#machinery/roles/folder.ts';
import { ledgerAt, type Source } from '#rooms/ledger/fetch-ledger.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { growingTree } from '#rooms/ledger/rules/merkle.ts';
import { signCheckpoint, verifierText } from '#rooms/ledger/rules/note.ts';
import { checkLeaves } from '#rooms/ledger/rules/served.ts';
import { verify } from '#rooms/ledger/verify.ts';
import { receiveRequest, redactRequest, releaseRequest } from '#rooms/requests/index.ts';
import { publicKeyOf } from '#values/ed25519.ts';
import { DRAFT } from '../requests/draft.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let server: TestHouse;
let aside: string;
before(() => {
  aside = mkdtempSync(join(tmpdir(), 'rooftop-ledger-'));
});
after(() => rmSync(aside, { recursive: true, force: true }));
beforeEach(async () => {
  server = await openTestHouse();
});
afterEach(() => server.close());

const publish = (at = server) => publishLedger({ house: at.house, folder: dataFolder(at.folder) });

/** Fetches from a server as anybody does. */
function sourceOf({ house, request }: TestHouse): Source {
  const fetch = (url: unknown) => request('GET', String(url).slice(house.origin.length));
  return ledgerAt(house.origin, { fetch });
}
const check = (source: Source) => verify({ source, key: undefined, seen: undefined, withTexts: true });

/** A request whose words are public; its number, and its place on the ledger. */
async function published() {
  const received = await receiveRequest(server.house, { ...DRAFT }, { way: 'form' });
  await releaseRequest(server.house, received.number);
  return received;
}

/** The same server, telling its entries otherwise. */
function telling(change: (text: string) => string): Source {
  const source = sourceOf(server);
  return async (path) => {
    const bytes = await source(path);
    return bytes && path.startsWith('api/') ? Buffer.from(change(bytes.toString())) : bytes;
  };
}

test('a server is checked from outside with the texts it tells, also while entries are on their way', async () => {
  await published();
  await publish();
  const report = await check(sourceOf(server));
  assert.deepEqual(report.faults, []);
  assert.equal(report.texts, 2, 'name and text');
  await published();
  const meanwhile = await check(sourceOf(server));
  assert.deepEqual([meanwhile.faults, meanwhile.size], [[], report.size], 'what is not signed is not judged');
});

test('texts that were changed, passed over, or are gone without an entry are seen', async () => {
  const { number } = await published();
  await publish();
  const lies: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    [
      'other words',
      (text) => text.replace(`"text":"${DRAFT.text}`, '"text":"Other'),
      /"text" beside entry 0 is not/,
    ],
    [
      'another fact',
      (text) => text.replaceAll('request-received', 'request-lost'),
      /entry 0 is told otherwise/,
    ],
    ['no texts', (text) => text.replace(/"texts":\[.*?\]/, '"texts":[]'), /"name" .*passed over in silence/],
    [
      'removed',
      (text) => text.replaceAll('"state":"shown"', '"state":"removed"'),
      /gone, and no entry says so/,
    ],
    ['more words', (text) => text.replace('"name":"name"', '"name":"more"'), /"more" .*never committed to/],
    ['fewer entries', () => '[]', /only 0 entries are told of/],
    ['no entries', () => '{', /the entries are not to be had/],
  ];
  for (const [what, lie, seen] of lies) {
    const report = await check(telling(lie));
    assert.equal(report.valid, false, what);
    assert.match(report.faults.join('\n'), seen, what);
  }
  await redactRequest(server.house, number, 'private-data');
  assert.deepEqual(
    (await check(sourceOf(server))).faults,
    [],
    'the entry that says so need not be signed yet',
  );
  await publish();
  assert.deepEqual((await check(sourceOf(server))).faults, []);
});

test('a head that speaks of more entries than can be checked is refused before anything is fetched', async () => {
  const seed = Buffer.alloc(32, 1);
  const head = { origin: 'huge', size: 900_000_000_000_000, root: growingTree().root(0) };
  const files: Record<string, string> = {
    'ledger/verifier': verifierText({ name: 'huge', key: publicKeyOf(seed) }),
    'ledger/checkpoint': signCheckpoint(head, seed),
  };
  const report = await check(async (path) => Buffer.from(files[path] ?? assert.fail(path)));
  assert.match(report.faults.join(), /speaks of 900000000000000 entries/);
});

test('leaves that go back in time or are none are seen', () => {
  const leaf = (at: string) => JSON.stringify({ v: 1, at });
  const [noon, one] = ['2026-06-16T12:00:00.000Z', '2026-06-16T13:00:00.000Z'];
  assert.deepEqual(checkLeaves([leaf(noon), leaf(noon), leaf(one)]), []);
  assert.deepEqual(checkLeaves([leaf(one), leaf(noon), leaf(one)]), [
    'entry 1 is older than the one before it',
  ]);
  for (const no of ['', 'null', '[]', '{"v":2}', leaf('soon')])
    assert.deepEqual(checkLeaves([no]), ['entry 0 cannot be read'], no);
});

test('after a restore from an old backup no proof is given, and nothing breaks', async () => {
  const { number, ledger } = await published();
  await publish();
  const other = await openTestHouse();
  try {
    await receiveRequest(other.house, { ...DRAFT }, { way: 'form' });
    cpSync(join(server.folder, 'public'), join(other.folder, 'public'), { recursive: true });
    for (const path of [`entries/${ledger}`, 'consistency?first=1'])
      await other.json('GET', `/api/rooftop/v1/ledger/${path}`, {}, 503);
    assert.deepEqual(other.faults, []);
    assert.equal(entriesAbout(server.view, `request/${number}`)[0]!.index, ledger);
  } finally {
    await other.close();
  }
});
