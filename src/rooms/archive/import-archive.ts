import type { House } from '#machinery/house.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { fillProfile } from '#rooms/archive/fill-profile.ts';
import { knownTimes, type TimedPost, withTimes } from '#rooms/archive/find-times.ts';
import { importStatuses, type PreparedPost } from '#rooms/archive/import-statuses.ts';
import { makeImportedAccount } from '#rooms/archive/make-account.ts';
import { patiently } from '#rooms/archive/patience.ts';
import { preparePost } from '#rooms/archive/prepare-posts.ts';
import { localStatusId } from '#rooms/archive/rules/addresses.ts';
import { batchesOf, CHARACTERS_MOST } from '#rooms/archive/rules/batches.ts';
import type { Remark } from '#rooms/archive/rules/post.ts';
import { type Anchor, importStore } from '#rooms/archive/store.ts';
import { hasRelations, takeRelations } from '#rooms/archive/take-relations.ts';
import { statusStore } from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';

const CLOCK_MARGIN_MS = 1_000;
const EARLIEST_MS = Date.UTC(1998, 0, 2);
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
  const owner = await ownerOf(house, archive, wish);
  const posts = withTimes(house, archive, owner.id, known);
  const here = alreadyHere(house, owner.id, archive, posts);
  const skipped: Remark[] = [...archive.leftOut];
  const ready = prepareAll(house, owner.id, posts, here, skipped);
  const dry = wish.dryRun || owner.id === undefined;
  if (!dry) await fillProfile(house, owner.id, archive);
  const imported = dry ? ready.length : await putIn(house, archive, owner.id, ready, skipped, wish);
  if (!dry && wish.as !== undefined) skipped.push(...(await takeRelations(house, owner.id, archive)));
  const waiting = wish.as === undefined && hasRelations(archive);
  return {
    place: archive.place,
    username: owner.username,
    made: owner.made,
    imported,
    already: here.size,
    skipped,
    remarks: archive.remarks,
    problems: waiting ? [...archive.problems, WITH_AS] : archive.problems,
  };
}

/** Puts prepared posts in, batch by batch; what could not be is added to `skipped`. */
async function putIn(
  house: House,
  archive: Archive,
  accountId: number,
  ready: readonly PreparedPost[],
  skipped: Remark[],
  wish: ImportWish,
): Promise<number> {
  let imported = 0;
  let done = 0;
  for (const posts of batchesOf(ready, costOf)) {
    const answer = await patiently(() => importStatuses(house, { accountId, source: archive.source, posts }));
    imported += answer.imported;
    done += posts.length;
    for (const place of answer.lost) skipped.push(lostBoost(posts[place]!));
    wish.progress(`${archive.place}: ${done} of ${ready.length}`);
  }
  return imported;
}

function lostBoost(post: PreparedPost): Remark {
  return { sourceId: post.sourceId, reason: 'it boosts a post that is not here or was boosted already' };
}

type Owner = {
  readonly id: number | undefined;
  readonly username: string | undefined;
  readonly made: boolean;
};

/** The account that the posts go to; in a dry run it may not be there yet. */
async function ownerOf(house: House, archive: Archive, wish: ImportWish): Promise<Owner> {
  if (wish.as !== undefined) return { ...localAccount(house, wish.as), made: false };
  const { username } = archive.person;
  if (username === undefined)
    throw new Refusal(
      'invalid',
      `${archive.place} does not tell whose it is: say where to put it with --as USER`,
    );
  if (wish.dryRun) return expectedOwner(house, archive, username);
  const { id, made } = await makeImportedAccount(house, archive.source, { ...archive.person, username });
  const account = house.view().of(accountStore).byId(id);
  if (account?.state !== 'active')
    throw new Refusal('forbidden', `${archive.place} belongs to an account that was closed: use --as USER`);
  return { id, username: account.username, made };
}

function localAccount(house: House, name: string): AccountRow {
  const account = house
    .view()
    .of(accountStore)
    .byName(usernameKey(name.replace(/^@/, '')), '');
  if (account?.state !== 'active') throw new Refusal('not-found', `There is no account called ${name}`, 'as');
  return account;
}

function expectedOwner(house: House, archive: Archive, username: string): Owner {
  const view = house.view();
  const id =
    archive.person.sourceId && view.of(importStore).accountOf(archive.source, archive.person.sourceId);
  const account = id ? view.of(accountStore).byId(id) : undefined;
  return { id: account?.id, username: account?.username ?? username, made: account === undefined };
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

function prepareAll(
  house: House,
  accountId: number | undefined,
  posts: readonly TimedPost[],
  here: ReadonlySet<string>,
  skipped: Remark[],
): PreparedPost[] {
  const latest = house.world.now() - CLOCK_MARGIN_MS;
  const inArchive = new Set(posts.map((post) => post.sourceId));
  return posts.flatMap((post) => {
    const { sourceId, createdAt } = post;
    if (here.has(sourceId)) return [];
    const wrongDate = createdAt >= latest || createdAt < EARLIEST_MS;
    const ready = wrongDate
      ? 'its date is not in the past of this service'
      : preparePost(house, accountId, post, (id) => inArchive.has(id));
    const large = typeof ready !== 'string' && costOf(ready).characters > CHARACTERS_MOST;
    if (typeof ready !== 'string' && !large) return [ready];
    skipped.push({ sourceId, reason: typeof ready === 'string' ? ready : 'it is too large' });
    return [];
  });
}

function costOf(post: PreparedPost) {
  const rows = 4 + post.tags.length * 2 + post.mentionIds.length + post.mediaIds.length;
  return { rows, characters: JSON.stringify(post).length };
}
