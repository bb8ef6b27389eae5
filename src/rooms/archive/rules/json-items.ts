import { startOf, step } from '#rooms/archive/rules/json-marks.ts';

/** Bytes of one item of a list; a larger one is left out. */
export const ITEM_BYTES_MOST = 4 * 1024 * 1024;

export type ItemScanner = {
  /** The items that end within this piece of the file. */
  push(chunk: Uint8Array): unknown[];
  /** What was wrong with the file, once all of it was pushed. */
  end(): string[];
};

/**
 * Reads the items of one long JSON list piece by piece, so that a file of any size needs little memory. The list is the
 * file's outermost value, after `something =` if there is that; or, with `key`, every list of that name in the outermost object.
 */
export function scanItems(key?: string): ItemScanner {
  const at = startOf(key);
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let large = 0;
  let broken = 0;

  function keep(part: Uint8Array): void {
    bytes += part.length;
    if (bytes <= ITEM_BYTES_MOST) parts.push(part);
    else parts = [];
  }

  function finish(found: unknown[]): void {
    if (bytes > ITEM_BYTES_MOST) large++;
    else
      try {
        found.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
      } catch {
        broken++;
      }
    parts = [];
    bytes = 0;
  }

  return {
    push(chunk) {
      const found: unknown[] = [];
      let from = 0;
      for (let i = 0; i < chunk.length; i++) {
        const mark = step(at, chunk[i]!);
        if (mark === 'begin') from = i;
        else if (mark === 'end') {
          keep(chunk.subarray(from, i));
          finish(found);
        }
      }
      if (at.inItem) keep(chunk.subarray(from));
      return found;
    },
    end() {
      const wrong: string[] = [];
      if (at.lists === 0) wrong.push(key === undefined ? 'holds no list' : `holds no list called ${key}`);
      else if (at.depth > 0) wrong.push('ends in the middle');
      if (broken > 0) wrong.push(`holds ${broken} items that are not JSON`);
      if (large > 0) wrong.push(`holds ${large} items of more than ${ITEM_BYTES_MOST} bytes`);
      return wrong;
    },
  };
}

/** One small JSON value, also after `something =`. Undefined when it is none. */
export function readAssigned(text: string): unknown {
  const bare = text.replace(/^\uFEFF?\s*(?:[^[{=]*=)?/, '').replace(/;\s*$/, '');
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}
