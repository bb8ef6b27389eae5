import type { NewFile } from '#machinery/bundles/zip.ts';
import type { House } from '#machinery/house.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import { CONTEXT, mediaPath, statusUri, toActivity, toActor } from '#rooms/archive/activitypub.ts';
import { exportStore, type Named } from '#rooms/archive/export-store.ts';
import { type ManifestFile, measured, signManifest } from '#rooms/archive/manifest.ts';
import { csvRow } from '#rooms/archive/rules/csv.ts';
import { RELATION_FILES } from '#rooms/archive/rules/relations.ts';
import { type SeenStatus, seeStatuses } from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';

const AT_ONCE = 200;

/** A local account by its name. Refuses when there is none. */
export function exportedAccount(house: House, name: string): AccountRow {
  const account = house
    .view()
    .of(accountStore)
    .byName(usernameKey(name.replace(/^@/, '')), '');
  if (!account || account.state === 'deleted')
    throw new Refusal('not-found', `There is no account called ${name}`);
  return account;
}

/**
 * Everything a person has, file by file, in the form of Mastodon's archives, with the CSV files beside it; last a signed
 * manifest of all. Read through the gate with the person's own eyes.
 */
export async function* exportArchive(
  house: House,
  account: AccountRow,
  progress: (line: string) => void,
): AsyncGenerator<NewFile> {
  const files: ManifestFile[] = [];
  for await (const file of allFiles(house, account, progress)) {
    const bytes = measured(file.name, file.bytes, (measure) => files.push(measure));
    yield { name: file.name, bytes };
  }
  const manifest = signManifest(house, {
    form: 'rooftop-archive/1',
    origin: house.origin,
    account: `${account.username}@${house.domain}`,
    madeAt: new Date(house.world.now()).toISOString(),
    files,
  });
  yield textFile('manifest.json', [`${JSON.stringify(manifest, null, 2)}\n`]);
}

async function* allFiles(
  house: House,
  account: AccountRow,
  progress: (line: string) => void,
): AsyncGenerator<NewFile> {
  const pictures = {
    avatar: pictureName('avatar', account.avatar),
    header: pictureName('header', account.header),
  };
  yield textFile('actor.json', [JSON.stringify(toActor(account, pictures, house))]);
  const media = new Set<string>();
  yield textFile('outbox.json', outbox(house, account, media, progress));
  yield textFile('likes.json', collection('likes.json', marked(house, account.id, 'favourites')));
  yield textFile('bookmarks.json', collection('bookmarks.json', marked(house, account.id, 'bookmarks')));
  yield textFile('featured.json', collection('featured.json', pinned(house, account.id)));
  yield* relationFiles(house, account.id);
  yield* storedFile(house, account.avatar, pictures.avatar);
  yield* storedFile(house, account.header, pictures.header);
  for (const file of media) yield* storedFile(house, file, mediaPath(file));
}

function textFile(name: string, parts: Iterable<string> | AsyncIterable<string>): NewFile {
  async function* bytes() {
    for await (const part of parts) yield Buffer.from(part);
  }
  return { name, bytes: bytes() };
}

function pictureName(name: string, file: string | null): string | undefined {
  return file === null ? undefined : `${name}.${file.split('.').at(-1)}`;
}

async function* storedFile(
  house: House,
  file: string | null,
  name: string | undefined,
): AsyncGenerator<NewFile> {
  const stored = file === null || name === undefined ? undefined : await house.files.get(file);
  if (stored && name !== undefined) yield { name, bytes: stored.read() };
}

/** The outbox, a page of statuses at a time; the files they show are added to `media`. */
async function* outbox(
  house: House,
  account: AccountRow,
  media: Set<string>,
  progress: (line: string) => void,
): AsyncGenerator<string> {
  const total = house.view().of(exportStore).statuses(account.id);
  const head = { '@context': CONTEXT, id: 'outbox.json', type: 'OrderedCollection', totalItems: total };
  yield `${JSON.stringify(head).slice(0, -1)},"orderedItems":[`;
  let done = 0;
  for (const status of ownStatuses(house, account.id)) {
    for (const file of status.facts.media) media.add(file.file);
    yield `${done++ === 0 ? '\n' : ',\n'}${JSON.stringify(toActivity(status, parentOf(house, account.id, status), house))}`;
    if (done % AT_ONCE === 0) progress(`@${account.username}: ${done} of ${total}`);
  }
  yield '\n]}';
}

function* ownStatuses(house: House, accountId: number): Generator<SeenStatus> {
  for (const imported of [1, 0] as const) {
    let after = 0;
    for (;;) {
      const ids = house.view().of(exportStore).statusIds(accountId, imported, after, AT_ONCE);
      yield* seeStatuses(house.view(), accountId, ids);
      if (ids.length < AT_ONCE) break;
      after = ids.at(-1)!;
    }
  }
}

function parentOf(house: House, accountId: number, status: SeenStatus): string | null {
  const id = status.facts.row.replyToId;
  const [parent] = id === null ? [] : seeStatuses(house.view(), accountId, [id]);
  return parent ? statusUri(parent, house) : null;
}

function* collection(id: string, addresses: Iterable<string>): Generator<string> {
  const head = { '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'OrderedCollection' };
  yield `${JSON.stringify(head).slice(0, -1)},"orderedItems":[`;
  let first = true;
  for (const address of addresses) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(address)}`;
    first = false;
  }
  yield '\n]}';
}

/** Addresses of what a person marked and may still see, oldest mark first. */
function* marked(house: House, accountId: number, mark: 'favourites' | 'bookmarks'): Generator<string> {
  let above = { seq: 0, id: 0 };
  const below = { seq: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const store = house.view().of(exportStore);
    const page = store[mark](accountId, { above, below, upwards: true, limit: AT_ONCE }).reverse();
    const ids = page.map((row) => row.id);
    for (const status of seeStatuses(house.view(), accountId, ids)) yield statusUri(status, house);
    if (page.length < AT_ONCE) return;
    above = page.at(-1)!;
  }
}

function* pinned(house: House, accountId: number): Generator<string> {
  const ids = house.view().of(exportStore).pins(accountId);
  for (const status of seeStatuses(house.view(), accountId, ids)) yield statusUri(status, house);
}

function* relationFiles(house: House, accountId: number): Generator<NewFile> {
  const store = house.view().of(exportStore);
  const address = (who: Named) => `${who.username}@${who.domain || house.domain}`;
  const yes = (flag: number) => String(flag === 1);
  const file = (name: string, rows: readonly (readonly string[])[]) => textFile(name, rows.map(csvRow));
  yield file(RELATION_FILES.follows, [
    ['Account address', 'Show boosts', 'Notify on new posts', 'Languages'],
    ...store
      .follows(accountId)
      .map((who) => [
        address(who),
        yes(who.reblogs),
        yes(who.notify),
        ((JSON.parse(who.languages ?? '[]') as string[]) ?? []).join(', '),
      ]),
  ]);
  yield file(
    RELATION_FILES.blocks,
    store.blocks(accountId).map((who) => [address(who)]),
  );
  yield file(RELATION_FILES.mutes, [
    ['Account address', 'Hide notifications'],
    ...store.mutes(accountId).map((who) => [address(who), yes(who.notifications)]),
  ]);
  yield file(
    RELATION_FILES.domainBlocks,
    store.domains(accountId).map((domain) => [domain]),
  );
  yield file(
    RELATION_FILES.lists,
    store.listMembers(accountId).map((who) => [who.title, address(who)]),
  );
  yield file(
    RELATION_FILES.bookmarks,
    [...marked(house, accountId, 'bookmarks')].map((uri) => [uri]),
  );
}
