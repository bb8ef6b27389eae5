/** The head of a log as its signed note says it (C2SP tlog-checkpoint): origin, size, root, each on a line. */
type Head = { readonly origin: string; readonly size: number; readonly root: string };

const SIZE = /^(?:0|[1-9]\d{0,14})$/;

/** Reads the first three lines of a signed note; undefined when it is none. */
function headIn(note: string): Head | undefined {
  const [origin = '', size = '', root = ''] = note.slice(0, 1_000).split('\n');
  return origin !== '' && SIZE.test(size) && root !== '' ? { origin, size: Number(size), root } : undefined;
}

/**
 * Whether a head may take the place of another. A copy never goes back and never changes what it said: it may be the only
 * witness that a restored backup lacks what was public.
 */
export function mayFollow(next: string, before: string | undefined): boolean {
  if (before === undefined) return headIn(next) !== undefined;
  const [fresh, old] = [headIn(next), headIn(before)];
  if (!fresh || !old || fresh.origin !== old.origin) return false;
  return fresh.size > old.size || (fresh.size === old.size && fresh.root === old.root);
}
