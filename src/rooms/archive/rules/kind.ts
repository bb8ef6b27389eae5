/** An archive inside a bundle: which kind, and the folder it begins in ('' or ending in a slash). */
export type FoundArchive = {
  readonly kind: 'twitter-2012' | 'twitter' | 'mastodon';
  readonly root: string;
};

/** Archives of one bundle; a folder of more is no archive but a disk. */
export const ARCHIVES_MOST = 1_000;

const MARKS = [
  { kind: 'twitter-2012', pattern: /^(.*\/)?data\/js\/tweets\/\d{4}_\d{2}\.js$/ },
  { kind: 'twitter', pattern: /^(.*\/)?data\/tweets?(?:-part\d+)?\.js$/ },
  { kind: 'twitter', pattern: /^(.*\/)?tweets?(?:-part\d+)?\.js$/ },
  { kind: 'mastodon', pattern: /^(.*\/)?outbox\.json$/ },
] as const;

/** The archives among the files of a bundle, wherever they are nested, in order of their folders. */
export function findArchives(names: readonly string[]): FoundArchive[] {
  const found = new Map<string, FoundArchive>();
  for (const name of names) {
    const mark = MARKS.find((each) => each.pattern.test(name));
    if (!mark || found.size >= ARCHIVES_MOST) continue;
    const root = mark.pattern.exec(name)?.[1] ?? '';
    found.set(`${mark.kind} ${root}`, { kind: mark.kind, root });
  }
  return [...found.values()].sort((a, b) => (a.root < b.root ? -1 : a.root > b.root ? 1 : 0));
}
