import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
  commitmentOf,
  entriesAbout,
  type NewEntry,
  record,
  redactTexts,
  releaseTexts,
  sealText,
} from '#rooms/ledger/index.ts';
import type { ApplyContext } from '#view/command.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let server: TestHouse;
let told: string[];
beforeEach(async () => {
  server = await openTestHouse();
  told = [];
});
afterEach(() => server.close());

const AT = Date.UTC(2009, 5, 16, 4, 45);

/** What apply would be given. */
function applying(): ApplyContext {
  const db = server.writerDb;
  return {
    seq: 1,
    at: AT,
    db,
    of: db.of,
    timedId: () => 1,
    randomId: () => 1,
    emit: ({ kind }) => void told.push(kind),
    effect: () => {},
  };
}

const planned = (more: Partial<NewEntry> = {}): NewEntry => ({
  kind: 'window-planned',
  about: 'window/1',
  facts: { startsAt: '2009-06-16T04:45:00.000Z', parts: ['reading', 'posting'] },
  ...more,
});
const only = () => entriesAbout(server.view, 'window/1').at(-1)!;

test('a leaf is the same bytes for the same entry, in whatever order its names came', () => {
  const texts = { title: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', text: 'شبکه' } };
  assert.equal(record(applying(), planned({ texts, facts: { b: 1, a: null } })), 0);
  const first = only().leaf;
  assert.equal(record(applying(), planned({ texts, facts: { a: null, b: 1 } })), 1);
  assert.equal(only().leaf, first);
  assert.match(
    first,
    /^\{"v":1,"at":"2009-06-16T04:45:00\.000Z","kind":"window-planned","about":"window\/1","facts":\{"a":null,"b":1\},"texts":\{"title":"sha256:[A-Za-z0-9+/]{43}="\}\}$/,
  );
  assert.ok(!first.includes('شبکه'));
  assert.deepEqual(told, ['ledger-grown', 'ledger-grown']);
});

test('the same text is sealed differently each time, so that nobody can guess it from its commitment', () => {
  const { world } = server.house;
  const [one, two] = [sealText(world, 'yes'), sealText(world, 'yes')];
  assert.notEqual(commitmentOf(one), commitmentOf(two));
  assert.equal(Buffer.from(one.salt, 'base64url').length, 16);
});

test('texts are withheld until they are released, and gone for good when they are redacted', () => {
  const ctx = applying();
  const secret = 'The name of Xerxes';
  const texts = { name: sealText(server.house.world, secret) };
  const index = record(ctx, planned({ texts, shown: false }));
  const { leaf } = only();
  assert.deepEqual(
    only().texts.map(({ state, text }) => [state, text]),
    [['withheld', undefined]],
  );
  releaseTexts(ctx, index);
  assert.deepEqual(
    only().texts.map(({ state, text }) => [state, text]),
    [['shown', secret]],
  );
  assert.ok(bytesOfView().includes(secret));
  redactTexts(ctx, index);
  assert.deepEqual(
    only().texts.map(({ state, salt }) => [state, salt]),
    [['removed', undefined]],
  );
  assert.equal(only().leaf, leaf, 'the leaf stays');
  const [redaction] = entriesAbout(server.view, `entry/${index}`);
  assert.deepEqual([redaction?.kind, redaction?.facts], ['texts-redacted', { entry: index }]);
  assert.ok(!bytesOfView().includes(secret), 'not in the file either');
  assert.ok(!bytesOfView().includes(texts.name.salt));
});

function bytesOfView(): Buffer {
  server.writerDb.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return readFileSync(join(server.folder, 'view.db'));
}

test('an entry is at most 16 KiB long', () => {
  const withFact = (length: number) => planned({ facts: { word: 'x'.repeat(length) } });
  record(applying(), withFact(0));
  const room = 16_384 - only().leaf.length;
  assert.equal(record(applying(), withFact(room)), 1);
  assert.throws(() => record(applying(), withFact(room + 1)), RangeError);
  const persian = planned({ facts: { word: 'ی'.repeat(room / 2 + 1) } });
  assert.throws(() => record(applying(), persian), RangeError, 'counted in bytes');
});
