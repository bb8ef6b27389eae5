import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BESIDE = join(import.meta.dirname, '../../../shared');

/**
 * A file or folder of the material that may lie beside the repository: real archives and notices too large to keep in it.
 * Undefined where it is lacking. A test on it is then not registered at all; each has a twin on a small fixture.
 */
export function sharedPath(...parts: readonly string[]): string | undefined {
  const path = join(BESIDE, ...parts);
  return existsSync(path) ? path : undefined;
}
