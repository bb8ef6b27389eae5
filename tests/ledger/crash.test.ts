import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openShelf, type Shelf } from '#machinery/shelf.ts';
import { ledgerIn } from '#rooms/ledger/fetch-ledger.ts';
import { ledgerTree, publish } from '#rooms/ledger/publish.ts';
import { leafText } from '#rooms/ledger/rules/leaf.ts';
import { ledgerStore } from '#rooms/ledger/store.ts';
import { verify } from '#rooms/ledger/verify.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

/** The jobs role may end at any moment: whatever it leaves behind must be good, and the next turn makes it whole. */

const SEED = Buffer.alloc(32, 7);
/** Around the border of a tile, where the most files change. */
const SIZES = [250, 255, 256, 257, 513];
const WRITES_MOST = 40;

let server: TestHouse;
let aside: string;
before(async () => {
  aside = mkdtempSync(join(tmpdir(), 'rooftop-ledger-'));
  server = await openTestHouse();
});
after(async () => {
  await server.close();
  rmSync(aside, { recursive: true, force: true });
});

function grow(size: number): void {
  const store = server.writerDb.of(ledgerStore);
  for (let idx = store.size(); idx < size; idx++) {
    const leaf = leafText({ at: idx, kind: 'drill', about: `window/${idx}`, facts: {}, texts: {} });
    store.add({ idx, at: idx, kind: 'drill', about: '', facts: '{}', leaf, shown: 1 });
  }
}

function print(shelf: Shelf): Promise<string | undefined> {
  const press = { shelf, origin: 'rooftop.test/ledger', elsewhere: async () => [], seed: () => SEED };
  return publish(press, server.view, server.view.keep(ledgerTree)());
}

/** A shelf that ends with the process, before its nth change. */
function endingAt(folder: string, n: number): Shelf {
  const shelf = openShelf(folder);
  let left = n;
  const count = () => {
    if (left-- === 0) throw new Error('the process ends');
  };
  return {
    read: shelf.read,
    put: async (path, bytes) => {
      count();
      await shelf.put(path, bytes);
    },
    remove: async (path) => {
      count();
      await shelf.remove(path);
    },
  };
}

const check = (folder: string) =>
  verify({ source: ledgerIn(folder), key: undefined, seen: undefined, withTexts: false });

/** Every file under a folder, with its bytes. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [path.slice(folder.length), readFileSync(path, 'base64')]),
  );
}

test('wherever publishing stops, what is there is good, and the next turn signs the same head', async () => {
  const good = join(aside, 'good');
  for (const [i, size] of SIZES.entries()) {
    const start = join(aside, `start-${i}`);
    if (i > 0) cpSync(good, start, { recursive: true });
    grow(size);
    assert.equal(await print(openShelf(good)), undefined);
    assert.equal((await check(good)).size, size);
    for (let n = 0; n < WRITES_MOST; n++) {
      const folder = join(aside, `stopped-${i}-${n}`);
      if (i > 0) cpSync(start, folder, { recursive: true });
      const ended = await print(endingAt(folder, n)).then(
        () => false,
        () => true,
      );
      if (!ended) break;
      if (i > 0) assert.deepEqual((await check(folder)).faults, [], `stopped before change ${n} to ${size}`);
      assert.equal(await print(openShelf(folder)), undefined);
      assert.deepEqual((await check(folder)).faults, []);
      assert.deepEqual(filesOf(folder).get('/ledger/checkpoint'), filesOf(good).get('/ledger/checkpoint'));
      rmSync(folder, { recursive: true });
    }
  }
});

test('run again with nothing new, it changes nothing', async () => {
  const good = join(aside, 'good');
  const files = filesOf(good);
  assert.equal(await print(endingAt(good, 0)), undefined, 'not one change');
  assert.deepEqual(filesOf(good), files);
});

test('a head of before can still be checked when its narrow tiles were replaced by whole ones', async () => {
  const good = join(aside, 'good');
  const names = [...filesOf(good).keys()];
  assert.ok(!names.some((name) => /\/000\.p\//.test(name) && !name.includes('/tile/1/')), names.join());
  const old = join(aside, 'old');
  cpSync(good, old, { recursive: true });
  cpSync(join(aside, 'start-2/ledger/checkpoint'), join(old, 'ledger/checkpoint'));
  const report = await check(old);
  assert.deepEqual([report.faults, report.size], [[], 255]);
});
