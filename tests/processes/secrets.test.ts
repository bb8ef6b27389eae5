import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openSecrets } from '#machinery/secrets.ts';

const PROCESSES = 4;

test('processes that start at once make one key file and agree on it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rooftop-secrets-'));
  try {
    const path = join(folder, 'secret.key');
    const program = `const { openSecrets } = await import(${JSON.stringify(import.meta.resolve('#machinery/secrets.ts'))});
      console.log(openSecrets(${JSON.stringify(path)}).mark('test', 'text'));`;
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    const marks = await Promise.all(
      Array.from({ length: PROCESSES }, async () => (await run()).stdout.trim()),
    );
    assert.deepEqual(new Set(marks), new Set([openSecrets(path).mark('test', 'text')]));
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['secret.key']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
