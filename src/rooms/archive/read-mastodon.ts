import type { Bundle } from '#machinery/bundles/bundle.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { checkManifest } from '#rooms/archive/check-manifest.ts';
import { readItems, readSmall, readText } from '#rooms/archive/read-items.ts';
import { makeCollector } from '#rooms/archive/rules/collect.ts';
import type { FoundArchive } from '#rooms/archive/rules/kind.ts';
import { readActivity } from '#rooms/archive/rules/mastodon-activity.ts';
import { readActor } from '#rooms/archive/rules/mastodon-person.ts';
import type { ArchivePerson } from '#rooms/archive/rules/post.ts';
import {
  RELATION_FILES,
  type Relations,
  readBlocks,
  readBookmarks,
  readDomains,
  readFollows,
  readLists,
  readMutes,
} from '#rooms/archive/rules/relations.ts';

const ADDRESSES_MOST = 500_000;
const UNKNOWN: ArchivePerson = {
  sourceId: undefined,
  username: undefined,
  displayName: '',
  note: '',
  fields: [],
  avatar: undefined,
  header: undefined,
};

/** Reads a Mastodon archive and the CSV files beside it. Never throws for what is in it. */
export async function readMastodon(bundle: Bundle, found: FoundArchive, place: string): Promise<Archive> {
  const problems: string[] = [];
  const root = found.root;
  await checkManifest(bundle, root, problems);
  const actor = readActor(await readSmall(bundle, `${root}actor.json`, problems));
  if (!actor)
    problems.push('actor.json does not tell whose archive it is: only public posts are known to be public');
  const collector = makeCollector();
  const around = {
    actor: actor?.id ?? '',
    followers: actor?.followers ?? '',
    fileOf: (url: string) => attachedFile(bundle, root, url),
  };
  for await (const raw of readItems(bundle, `${root}outbox.json`, problems, 'orderedItems'))
    collector.add(readActivity(raw, around));
  const person = actor?.person ?? UNKNOWN;
  const picture = (name: string | undefined) =>
    name && sizeOf(bundle, root + name) > 0 ? root + name : undefined;
  return {
    source: 'mastodon',
    place,
    person: { ...person, avatar: picture(person.avatar), header: picture(person.header) },
    relations: await readRelations(bundle, root, problems),
    pins: await addresses(bundle, `${root}featured.json`, problems),
    problems,
    bundle,
    ...collector.collected(),
  };
}

function sizeOf(bundle: Bundle, name: string): number {
  return bundle.sizeOf(name);
}

/** Attachments are named by a path of the old server; the archive has them from `media_attachments` on. */
function attachedFile(bundle: Bundle, root: string, url: string): string | undefined {
  const path = url.split('?')[0]!.replace(/^https?:\/\/[^/]+/, '');
  const at = path.indexOf('media_attachments/');
  const names = [path.replace(/^\//, ''), at < 0 ? '' : path.slice(at)];
  return names.map((name) => root + name).find((name) => sizeOf(bundle, name) > 0);
}

async function readRelations(bundle: Bundle, root: string, problems: string[]): Promise<Relations> {
  const csv = async (name: string) => (await readText(bundle, root + name, problems)) ?? '';
  const saved = readBookmarks(await csv(RELATION_FILES.bookmarks));
  const more = await addresses(bundle, `${root}bookmarks.json`, problems);
  return {
    follows: readFollows(await csv(RELATION_FILES.follows)),
    blocks: readBlocks(await csv(RELATION_FILES.blocks)),
    mutes: readMutes(await csv(RELATION_FILES.mutes)),
    domainBlocks: readDomains(await csv(RELATION_FILES.domainBlocks)),
    lists: readLists(await csv(RELATION_FILES.lists)),
    bookmarks: [...new Set([...saved, ...more])],
    likes: await addresses(bundle, `${root}likes.json`, problems),
  };
}

/** The addresses in a collection of an archive. */
async function addresses(bundle: Bundle, name: string, problems: string[]): Promise<string[]> {
  const found: string[] = [];
  if (!bundle.names.includes(name)) return found;
  for await (const item of readItems(bundle, name, problems, 'orderedItems'))
    if (typeof item === 'string' && item.length <= 2_048 && found.length < ADDRESSES_MOST) found.push(item);
  return found;
}
