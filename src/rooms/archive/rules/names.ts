import type { Source } from '#rooms/archive/rules/post.ts';
import { isReserved, USERNAME_MOST } from '#values/username.ts';

const NUMBERED_MOST = 50;

/**
 * The names an archive's account may get here, best first: its own, then with the source's name, then numbered. What a local
 * name may not hold is replaced.
 */
export function nameCandidates(username: string, source: Source): string[] {
  const bare = username.replace(/[^a-z0-9_]/gi, '_').slice(0, USERNAME_MOST) || source;
  const own = isReserved(bare) ? [] : [bare];
  const numbered = Array.from({ length: NUMBERED_MOST }, (_, i) => withEnding(bare, `_${source}${i + 2}`));
  return [...own, withEnding(bare, `_${source}`), ...numbered];
}

function withEnding(name: string, ending: string): string {
  return name.slice(0, USERNAME_MOST - ending.length) + ending;
}
