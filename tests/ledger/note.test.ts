import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { growingTree, hashLeaf } from '#rooms/ledger/rules/merkle.ts';
import {
  type Checkpoint,
  openCheckpoint,
  readVerifier,
  signCheckpoint,
  verifierText,
} from '#rooms/ledger/rules/note.ts';
import { publicKeyOf, verify } from '#values/ed25519.ts';

const SEED = Buffer.alloc(32, 3);
const NAME = 'example.org/ledger';
const SIGNER = { name: NAME, key: publicKeyOf(SEED) };
const HEAD: Checkpoint = { origin: NAME, size: 70_000, root: hashLeaf('anything') };
const NOTE = signCheckpoint(HEAD, SEED);

/** The example that Go's signed notes have had since they exist. */
const KNOWN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const KNOWN_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const KNOWN_SIGNATURE =
  'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';

test('keys and signatures are those of other tools', () => {
  const known = readVerifier(KNOWN)!;
  assert.equal(known.name, 'PeterNeumann');
  assert.equal(verifierText(known), KNOWN);
  const bytes = Buffer.from(KNOWN_SIGNATURE, 'base64');
  assert.equal(bytes.subarray(0, 4).toString('hex'), 'c74f20a3', 'the key id stands in front');
  assert.ok(verify(known.key, KNOWN_TEXT, bytes.subarray(4)));
});

test('a key of another name, kind, id or length is none', () => {
  const ours = verifierText(SIGNER);
  assert.deepEqual(readVerifier(` ${ours}\n`), SIGNER);
  const [name, id, key] = [NAME, ours.split('+')[1]!, ours.slice(ours.indexOf('+', NAME.length + 1) + 1)];
  const another = Buffer.from(key, 'base64');
  another[0] = 2;
  for (const no of [
    '',
    name,
    `${name}+${id}`,
    `other+${id}+${key}`,
    `+${id}+${key}`,
    `two words+${id}+${key}`,
    `${name}+00000000+${key}`,
    `${name}+${id}+${key.slice(4)}`,
    `${name}+${id}+${another.toString('base64')}`,
  ])
    assert.equal(readVerifier(no), undefined, no);
});

test('a head is opened by the key it was signed with, whoever else has signed it', () => {
  assert.deepEqual(openCheckpoint(NOTE, SIGNER), HEAD);
  const [text, own] = NOTE.split('\n\n') as [string, string];
  const witness = `— witness.example ${Buffer.alloc(76, 1).toString('base64')}\n`;
  assert.deepEqual(openCheckpoint(`${text}\n\n${own}${witness}`, SIGNER), HEAD, 'behind ours');
  assert.deepEqual(openCheckpoint(`${text}\n\n${witness}${own}`, SIGNER), HEAD, 'before ours');
  assert.equal(openCheckpoint(`${text}\n\n${witness}`, SIGNER), `it is not signed by ${NAME}`);
});

test('the empty ledger has a head too', () => {
  const empty = { origin: NAME, size: 0, root: growingTree().root(0) };
  assert.deepEqual(openCheckpoint(signCheckpoint(empty, SEED), SIGNER), empty);
});

test('whatever was changed after signing is refused', () => {
  const other = { name: NAME, key: publicKeyOf(Buffer.alloc(32, 4)) };
  assert.equal(openCheckpoint(NOTE, other), `it is not signed by ${NAME}`);
  for (let at = 0; at < NOTE.length; at++) {
    const changed = `${NOTE.slice(0, at)}${NOTE[at] === 'A' ? 'B' : 'A'}${NOTE.slice(at + 1)}`;
    if (!sameBits(changed))
      assert.equal(typeof openCheckpoint(changed, SIGNER), 'string', `changed at ${at}`);
  }
  for (let end = 0; end < NOTE.length; end++)
    assert.equal(typeof openCheckpoint(NOTE.slice(0, end), SIGNER), 'string', `cut off at ${end}`);
});

/** Whether only the bits that base64 pads a signature with are others. */
function sameBits(note: string): boolean {
  const bits = (text: string) => Buffer.from(text.slice(text.lastIndexOf(' ') + 1), 'base64');
  const before = note.slice(0, note.lastIndexOf(' ')) === NOTE.slice(0, NOTE.lastIndexOf(' '));
  return before && note.endsWith('\n') && bits(note).equals(bits(NOTE));
}

test('what is signed but no head of this ledger is refused', () => {
  const { root } = HEAD;
  const foreign = signCheckpoint({ ...HEAD, origin: 'other.example' }, SEED);
  const signer = { name: 'other.example', key: SIGNER.key };
  assert.equal(typeof openCheckpoint(foreign, signer), 'object');
  assert.equal(typeof openCheckpoint(foreign, SIGNER), 'string');
  for (const wrong of [
    { ...HEAD, size: -1 },
    { ...HEAD, size: 1.5 },
    { ...HEAD, size: 1e21 },
    { ...HEAD, root: root.subarray(1) },
  ])
    assert.equal(openCheckpoint(signCheckpoint(wrong, SEED), SIGNER), 'it is not a checkpoint');
  assert.equal(openCheckpoint(`${'x'.repeat(20_000)}${NOTE}`, SIGNER), 'it is not a signed note');
});

test('foreign text is never more than a word on what is wrong', () => {
  const pieces = fc.constantFrom('\n', '\n\n', '— ', ' ', NAME, '1', 'AAAA', NOTE, '\0', 'ی');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const opened = openCheckpoint(text, SIGNER);
      assert.ok(typeof opened === 'string' || text.includes('\n\n— '));
      assert.equal(readVerifier(text), undefined);
    }),
  );
});
