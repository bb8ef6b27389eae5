import assert from 'node:assert/strict';
import { join } from 'node:path';
import { registry } from '#app/registry.ts';
import { verifyLog } from '#view/verify.ts';

/** Replays a house's log into a fresh view and fails unless every row is the same: so every test of a room also tests that its apply is deterministic. */
export async function assertSameView(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name);
  const paths = { log: at('log.db'), view: at('view.db'), snapshots: at('snapshots') };
  const { broken, failed, differences } = await verifyLog({ paths, registry: registry() });
  const sound = { broken: [], failed: [], differences: [] };
  assert.deepEqual({ broken, failed, differences }, sound, 'the same log makes the same view');
}
