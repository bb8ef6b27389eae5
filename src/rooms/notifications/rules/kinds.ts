/** What people are told of, by the client API's names. */
export const KINDS = [
  'mention',
  'status',
  'reblog',
  'follow',
  'follow_request',
  'favourite',
  'poll',
  'update',
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds of which many are shown as one. */
export const GROUPED_KINDS: readonly Kind[] = ['favourite', 'reblog', 'follow'];

const WINDOW_MS = 12 * 3_600_000;

/** What like notifications of half a day share; null for kinds that always stand alone. `at` in milliseconds. */
export function groupKeyOf(kind: Kind, statusId: number | null, at: number): string | null {
  if (!GROUPED_KINDS.includes(kind)) return null;
  return [kind, ...(statusId === null ? [] : [statusId]), Math.floor(at / WINDOW_MS)].join('-');
}

/** The key of a notification that stands alone. */
export function aloneKey(id: number): string {
  return `ungrouped-${id}`;
}

/** The id in such a key, undefined for keys of groups. */
export function idInAloneKey(key: string): number | undefined {
  const found = /^ungrouped-(\d{1,16})$/.exec(key);
  return found ? Number(found[1]) : undefined;
}

/** The kinds a reader asks for; undefined when all. Names of kinds we do not have ask for nothing. */
export function wantedKinds(
  types: readonly string[] | undefined,
  excluded: readonly string[],
): readonly Kind[] | undefined {
  if ((types === undefined || types.length === 0) && excluded.length === 0) return undefined;
  return KINDS.filter((kind) => (!types?.length || types.includes(kind)) && !excluded.includes(kind));
}
