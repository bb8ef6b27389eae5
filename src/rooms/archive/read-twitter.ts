import type { Bundle } from '#machinery/bundles/bundle.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { readItems, readSmall } from '#rooms/archive/read-items.ts';
import { type Collector, makeCollector } from '#rooms/archive/rules/collect.ts';
import type { FoundArchive } from '#rooms/archive/rules/kind.ts';
import { NO_RELATIONS } from '#rooms/archive/rules/relations.ts';
import { noteFinder } from '#rooms/archive/rules/twitter-notes.ts';
import { isProtected, readTwitterPerson } from '#rooms/archive/rules/twitter-person.ts';
import { dayOnly, type Stated } from '#rooms/archive/rules/twitter-time.ts';
import { readTweet, type TweetSurroundings, versionsOf } from '#rooms/archive/rules/twitter-tweet.ts';

const TWEETS = {
  'twitter-2012': /^data\/js\/tweets\/\d{4}_\d{2}\.js$/,
  twitter: /^(data\/)?tweets?(-part\d+)?\.js$/,
} as const;
const NOTES_MOST = 100_000;
const CIRCLE = /^(data\/)?twitter-circle-tweet(-part\d+)?\.js$/;

/** Reads a Twitter archive of either form. Never throws for what is in it. */
export async function readTwitter(
  bundle: Bundle,
  found: FoundArchive & { readonly kind: 'twitter' | 'twitter-2012' },
  place: string,
): Promise<Archive> {
  const problems: string[] = [];
  const collector = makeCollector();
  const inRoot = bundle.names.filter((name) => name.startsWith(found.root));
  const bare = (name: string) => name.slice(found.root.length);
  const around = await surroundings(bundle, found.root, inRoot, problems);
  const latest = new Map<string, string>();
  let sample: unknown;
  for (const name of inRoot.filter((each) => TWEETS[found.kind].test(bare(each)))) {
    const stated: Stated[] = [];
    for await (const raw of readItems(bundle, name, problems)) {
      sample ??= raw;
      const reading = readTweet(raw, around);
      collector.add(reading);
      if ('post' in reading) stated.push(reading.post);
      const versions = versionsOf(raw);
      for (const version of versions) latest.set(version, versions.at(-1)!);
    }
    collector.undate(dayOnly(stated));
  }
  dropOldVersions(collector, latest);
  if (inRoot.some((name) => CIRCLE.test(bare(name))))
    problems.push('what was written for a circle is not read');
  return {
    source: 'twitter',
    place,
    person: await personOf(bundle, found.root, inRoot, sample, problems),
    relations: NO_RELATIONS,
    pins: [],
    problems,
    bundle,
    ...collector.collected(),
  };
}

/** Of an edited tweet an archive may hold every version; the last one is the tweet. */
function dropOldVersions(collector: Collector, latest: ReadonlyMap<string, string>): void {
  for (const [version, last] of latest)
    if (version !== last && collector.has(last))
      collector.leaveOut(version, 'it is an earlier version of an edited post');
}

async function surroundings(
  bundle: Bundle,
  root: string,
  names: readonly string[],
  problems: string[],
): Promise<TweetSurroundings> {
  const files = new Map(
    names.flatMap((name) => {
      const file = /\/?tweets?_media\/(\d+-[^/]+)$/.exec(name)?.[1];
      return file === undefined ? [] : [[file, name] as const];
    }),
  );
  const notes = await all(bundle, root, names, /^(data\/)?note-tweet(-part\d+)?\.js$/, problems);
  const changes = await all(bundle, root, names, /^(data\/)?protected-history\.js$/, problems);
  return {
    protected: isProtected(changes),
    fileOf: (id, file) => files.get(`${id}-${file}`),
    noteOf: noteFinder(notes),
  };
}

async function all(
  bundle: Bundle,
  root: string,
  names: readonly string[],
  pattern: RegExp,
  problems: string[],
): Promise<unknown[]> {
  const items: unknown[] = [];
  for (const name of names.filter((each) => pattern.test(each.slice(root.length))))
    for await (const item of readItems(bundle, name, problems))
      if (items.length < NOTES_MOST) items.push(item);
  return items;
}

async function personOf(
  bundle: Bundle,
  root: string,
  names: readonly string[],
  tweet: unknown,
  problems: string[],
) {
  const first = async (pattern: RegExp) => (await all(bundle, root, names, pattern, problems))[0];
  const person = readTwitterPerson({
    userDetails: await readSmall(bundle, `${root}data/js/user_details.js`, problems),
    account: await first(/^(data\/)?account\.js$/),
    profile: await first(/^(data\/)?profile\.js$/),
    manifest: await readSmall(bundle, `${root}data/manifest.js`, problems),
    tweet,
  });
  const pictureOf = (part: string | undefined) =>
    part && names.find((name) => name.includes('profile_media/') && name.includes(part));
  return { ...person, avatar: pictureOf(person.avatar), header: pictureOf(person.header) };
}
