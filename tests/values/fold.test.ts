import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldText } from '#values/fold.ts';
import { cpuMs } from '../support/cpu-time.ts';

test('case, width and ligatures do not matter', () => {
  assert.equal(foldText('IranElection'), 'iranelection');
  assert.equal(foldText('Ｉｒａｎ'), 'iran');
  assert.equal(foldText('ﻻ'), foldText('لا'));
});

test('joiners, tatweel, harakat and direction marks do not matter', () => {
  const plain = foldText('کتابها');
  for (const spelling of ['کتاب\u200cها', 'کتاب\u200dها', 'کتـــابها', 'کِتابها', '\u200fکتابها'])
    assert.equal(foldText(spelling), plain);
});

test('Arabic ي, ى and ك are Persian ی and ک', () => {
  assert.equal(foldText('ملي'), 'ملی');
  assert.equal(foldText('ملى'), 'ملی');
  assert.equal(foldText('كتاب'), 'کتاب');
});

test('other letters that look alike stay apart', () => {
  assert.notEqual(foldText('مكة'), foldText('مكه'));
  assert.notEqual(foldText('آب'), foldText('اب'));
  assert.notEqual(foldText('straße'), foldText('strase'));
});

test('digits of all three kinds are the same', () => {
  assert.equal(foldText('۸۸'), '88');
  assert.equal(foldText('٨٨'), '88');
  assert.equal(foldText('１２'), '12');
});

test('folding twice changes nothing', () => {
  const awkward = fc.string({
    unit: fc.constantFrom(...'\u0301\u0323\u0654\u200cايهaIİKﷺﻻςẞۀ\u06d5\u0640٣۳３\u1100\u1161\u11a8'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), awkward), (text) => {
      assert.equal(foldText(foldText(text)), foldText(text));
    }),
    { numRuns: 2_000 },
  );
});

test('a run of marks is folded in linear time', () => {
  for (const hostile of ['\u0301\u0323', '\u0654ا', 'ﷺ', 'a\u0301\u200c']) {
    const text = hostile.repeat(100_000 / hostile.length);
    assert.ok(cpuMs(() => foldText(text)) < 100, `${JSON.stringify(hostile)} repeated`);
  }
});
