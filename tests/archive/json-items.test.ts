import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ITEM_BYTES_MOST, readAssigned, scanItems } from '#rooms/archive/rules/json-items.ts';

function scan(text: string, key?: string, piece = 1_000_000): { items: unknown[]; wrong: string[] } {
  const bytes = Buffer.from(text);
  const scanner = scanItems(key);
  const items: unknown[] = [];
  for (let at = 0; at < bytes.length; at += piece)
    items.push(...scanner.push(bytes.subarray(at, at + piece)));
  return { items, wrong: scanner.end() };
}

test('any list is read the same, however its file is cut into pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (list, piece) => {
      const wanted = JSON.parse(JSON.stringify(list)) as unknown[];
      const read = scan(`window.YTD.tweets.part0 = ${JSON.stringify(list, null, 1)}`, undefined, piece);
      assert.deepEqual(read, { items: wanted, wrong: [] });
    }),
  );
});

test('a list under a name is found among other lists and nested ones of the same name', () => {
  const text =
    '{"a":[1],"x":{"orderedItems":[2]},"orderedItems":[],"orderedItems":["three",{"b":[4]}],"z":"orderedItems"}';
  assert.deepEqual(scan(text, 'orderedItems').items, ['three', { b: [4] }]);
});

test('brackets before the sign of assignment and a byte order mark do not confuse', () => {
  assert.deepEqual(scan('\uFEFFwindow["YTD"]["tweets"] = [1, 2]').items, [1, 2]);
  assert.deepEqual(scan('\uFEFF [1]').items, [1]);
});

test('a file that ends early gives its whole items and says so', () => {
  assert.deepEqual(scan('x = [{"a":1},{"b":'), { items: [{ a: 1 }], wrong: ['ends in the middle'] });
  assert.deepEqual(scan('nothing here').wrong, ['holds no list']);
  assert.deepEqual(scan('{"items":[1]}', 'orderedItems').wrong, ['holds no list called orderedItems']);
});

test('an item that is not JSON is left out, and counted', () => {
  assert.deepEqual(scan('[1, {bad}, 3,]'), { items: [1, 3], wrong: ['holds 1 items that are not JSON'] });
});

test('an item at the bound is read, one byte more is left out', () => {
  const most = `"${'a'.repeat(ITEM_BYTES_MOST - 2)}"`;
  const more = `"${'a'.repeat(ITEM_BYTES_MOST - 1)}"`;
  assert.equal(scan(`[${most}]`).items.length, 1);
  const read = scan(`[${more},7]`, undefined, 65_536);
  assert.deepEqual(read.items, [7]);
  assert.deepEqual(read.wrong, [`holds 1 items of more than ${ITEM_BYTES_MOST} bytes`]);
});

test('small files are read with and without an assignment', () => {
  assert.deepEqual(readAssigned('var user_details =  {"a": "b = {"}'), { a: 'b = {' });
  assert.deepEqual(readAssigned('{"a":[1]};'), { a: [1] });
  assert.equal(readAssigned('var x = {'), undefined);
});
