import type { House } from '#machinery/house.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { makeImportedAccount } from '#rooms/archive/make-account.ts';
import { importStore } from '#rooms/archive/store.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';

/** The account that an archive's posts go to; in a dry run it may not be there yet. */
export type Owner = {
  readonly id: number | undefined;
  readonly username: string | undefined;
  /** Made by this run, or would be. */
  readonly made: boolean;
};

/** Finds or makes the owner. `as` names a local account. Refuses where there is none, or it was closed. */
export async function findOwner(
  house: House,
  archive: Archive,
  as: string | undefined,
  dryRun: boolean,
): Promise<Owner> {
  if (as !== undefined) return { ...localAccount(house, as), made: false };
  const { username } = archive.person;
  if (username === undefined)
    throw new Refusal(
      'invalid',
      `${archive.place} does not tell whose it is: say where to put it with --as USER`,
    );
  if (dryRun) return expectedOwner(house, archive, username);
  const { id, made } = await makeImportedAccount(house, archive.source, { ...archive.person, username });
  const account = house.view().of(accountStore).byId(id);
  if (account?.state !== 'active')
    throw new Refusal('forbidden', `${archive.place} belongs to an account that was closed: use --as USER`);
  return { id, username: account.username, made };
}

function localAccount(house: House, name: string): AccountRow {
  const key = usernameKey(name.replace(/^@/, ''));
  const account = house.view().of(accountStore).byName(key, '');
  if (account?.state !== 'active') throw new Refusal('not-found', `There is no account called ${name}`, 'as');
  return account;
}

function expectedOwner(house: House, archive: Archive, username: string): Owner {
  const view = house.view();
  const { sourceId } = archive.person;
  const id = sourceId && view.of(importStore).accountOf(archive.source, sourceId);
  const account = id ? view.of(accountStore).byId(id) : undefined;
  return { id: account?.id, username: account?.username ?? username, made: account === undefined };
}
