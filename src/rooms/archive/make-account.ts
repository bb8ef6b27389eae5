import { type House, submit } from '#machinery/house.ts';
import {
  accountStore,
  addUser,
  DISPLAY_NAME_MOST,
  type PreparedUser,
  prepareUser,
} from '#rooms/accounts/index.ts';
import { nameCandidates } from '#rooms/archive/rules/names.ts';
import type { ArchivePerson, Source } from '#rooms/archive/rules/post.ts';
import { importStore } from '#rooms/archive/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

type Body = {
  readonly source: Source;
  readonly sourceId: string;
  readonly candidates: readonly PreparedUser[];
};

export type MadeAccount = { readonly id: number; readonly made: boolean };

/**
 * The account of an archive's person: the one it was given before, or a new one that nobody can sign in to until it is
 * claimed. A taken name gets an ending.
 */
export function makeImportedAccount(
  house: House,
  source: Source,
  person: ArchivePerson & { readonly username: string },
): Promise<MadeAccount> {
  const candidates = nameCandidates(person.username, source).map((username) =>
    prepareUser({
      username,
      displayName: (person.displayName || username).slice(0, DISPLAY_NAME_MOST).toWellFormed(),
      email: null,
      passwordHash: null,
      role: 'user',
      state: 'unclaimed',
      reason: '',
      locale: null,
      imported: true,
    }),
  );
  const sourceId = person.sourceId ?? `name:${person.username.toLowerCase()}`;
  return submit(house, makeImportedAccountCommand, { source, sourceId, candidates });
}

export const makeImportedAccountCommand = defineCommand(
  'make-imported-account/1',
  (ctx, body: Body): MadeAccount => {
    const known = ctx.of(importStore).accountOf(body.source, body.sourceId);
    if (known !== undefined) return { id: known, made: false };
    const free = body.candidates.find((user) => !ctx.of(accountStore).byName(user.usernameKey, ''));
    if (!free)
      throw new Refusal('conflict', `Every name like ${body.candidates[0]?.username} is taken; use --as`);
    const id = addUser(ctx, free);
    ctx.of(importStore).putAccount(body.source, body.sourceId, id);
    return { id, made: true };
  },
);
