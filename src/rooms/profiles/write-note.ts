import { type House, submit } from '#machinery/house.ts';
import { accountStore, requireActive } from '#rooms/accounts/index.ts';
import { profileStore } from '#rooms/profiles/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

export const NOTE_MOST = 2_000;

type Note = { readonly accountId: number; readonly targetId: number; readonly text: string };

/** Writes down something about an account that only the writer reads; nothing takes the note away. */
export async function writeNote(
  house: House,
  accountId: number,
  targetId: number,
  text: string,
): Promise<void> {
  if ([...text].length > NOTE_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: Comment is too long (maximum is ${NOTE_MOST} characters)`,
      'comment',
    );
  await submit(house, writeNoteCommand, { accountId, targetId, text });
}

export const writeNoteCommand = defineCommand('write-note/1', (ctx, body: Note) => {
  requireActive(ctx, body.accountId);
  if (!ctx.of(accountStore).byId(body.targetId)) throw new Refusal('not-found', 'Record not found');
  const store = ctx.of(profileStore);
  if (body.text === '') store.removeNote(body.accountId, body.targetId);
  else store.putNote(body.accountId, body.targetId, body.text);
  return {};
});
