import type { House } from '#machinery/house.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { fillProfile } from '#rooms/archive/fill-profile.ts';
import { findOwner } from '#rooms/archive/find-owner.ts';
import { knownTimes, type TimedPost, withTimes } from '#rooms/archive/find-times.ts';
import { countReady, putIn } from '#rooms/archive/put-in.ts';
import { localStatusId } from '#rooms/archive/rules/addresses.ts';
import type { Remark } from '#rooms/archive/rules/post.ts';
import { type Anchor, importStore } from '#rooms/archive/store.ts';
import { hasRelations, takeRelations } from '#rooms/archive/take-relations.ts';
import { statusStore } from '#rooms/statuses/index.ts';

const ASK_AT_ONCE = 500;
const WITH_AS =
  'whom and what its person follows, blocks, mutes, keeps and likes is taken over with --as USER only';

export type ImportWish = {
  /** Name of the local account that the posts go to; undefined gives each archive one of its own. */
  readonly as: string | undefined;
  /** Only tells what would be done. */
  readonly dryRun: boolean;
  /** Told after each batch. */
  readonly progress: (line: string) => void;
};

/** What became of one archive. */
export type ArchiveReport = {
  readonly place: string;
  readonly username: string | undefined;
  /** The account was made by this run, or would be. */
  readonly made: boolean;
  readonly imported: number;
  /** Were here already. */
  readonly already: number;
  readonly skipped: readonly Remark[];
  readonly remarks: readonly Remark[];
  readonly problems: readonly string[];
};

/** Imports archives, each post once. May be stopped at any time and run again: it goes on where it was. */
export async function importArchives(
  house: House,
  archives: readonly Archive[],
  wish: ImportWish,
): Promise<ArchiveReport[]> {
  const known = knownTimes(house, archives);
  const reports: ArchiveReport[] = [];
  for (const archive of archives) reports.push(await importArchive(house, archive, known, wish));
  return reports;
}

async function importArchive(
  house: House,
  archive: Archive,
  known: readonly Anchor[],
  wish: ImportWish,
): Promise<ArchiveReport> {
  const { id, username, made } = await findOwner(house, archive, wish.as, wish.dryRun);
  const all = withTimes(house, archive, id, known);
  const here = alreadyHere(house, id, archive, all);
  const posts = all.filter((post) => !here.has(post.sourceId));
  const skipped = [...archive.leftOut];
  const remarks = [...archive.remarks];
  const problems = [...archive.problems];
  const inArchive = new Set(all.map((post) => post.sourceId));
  const putting = { archive, posts, inArchive, skipped, remarks };
  let imported = 0;
  if (wish.dryRun || id === undefined) imported = countReady(house, { ...putting, accountId: id });
  else {
    await fillProfile(house, id, archive);
    const tell = (done: number) => wish.progress(`${archive.place}: ${done} of ${posts.length}`);
    imported = await putIn(house, { ...putting, accountId: id }, tell);
    if (wish.as !== undefined) skipped.push(...(await takeRelations(house, id, archive)));
  }
  if (wish.as === undefined && hasRelations(archive)) problems.push(WITH_AS);
  const { place } = archive;
  return { place, username, made, imported, already: here.size, skipped, remarks, problems };
}

/** The ids at the source of posts that this account has: imported before, or written here and exported since. */
function alreadyHere(
  house: House,
  accountId: number | undefined,
  archive: Archive,
  posts: readonly TimedPost[],
): ReadonlySet<string> {
  const here = new Set<string>();
  if (accountId === undefined) return here;
  const view = house.view();
  for (let at = 0; at < posts.length; at += ASK_AT_ONCE) {
    const ids = JSON.stringify(posts.slice(at, at + ASK_AT_ONCE).map((post) => post.sourceId));
    for (const row of view.of(importStore).known(accountId, archive.source, ids)) here.add(row.sourceId);
  }
  for (const post of posts) {
    const id = localStatusId(post.sourceId, house.origin);
    if (id !== undefined && view.of(statusStore).byId(id)?.accountId === accountId) here.add(post.sourceId);
  }
  return here;
}
