import { type House, submit } from '#machinery/house.ts';
import { accountChanged, filesDropped } from '#rooms/accounts/events.ts';
import { type Profile, profileStore } from '#rooms/accounts/profile-store.ts';
import { renderProfileText } from '#rooms/accounts/render-text.ts';
import { requireActive } from '#rooms/accounts/require-active.ts';
import { cleanLine } from '#rooms/accounts/rules/clean-line.ts';
import { checkProfile, type ProfileTexts, type WrittenField } from '#rooms/accounts/rules/profile.ts';
import { wordsOf } from '#rooms/accounts/rules/words.ts';
import { accountStore, type ProfileField } from '#rooms/accounts/store.ts';
import { type PostingDefaults, userStore } from '#rooms/accounts/user-store.ts';
import { wordStore } from '#rooms/accounts/word-store.ts';
import { foldText } from '#values/fold.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** What an owner wants changed; what is left out stays. Pictures are names in the files port, null takes one away. */
export type ProfileChange = ProfileTexts & {
  readonly avatar?: string | null | undefined;
  readonly header?: string | null | undefined;
  readonly locked?: boolean | undefined;
  readonly bot?: boolean | undefined;
  readonly discoverable?: boolean | undefined;
  readonly indexable?: boolean | undefined;
  readonly showCollections?: boolean | undefined;
  readonly showMedia?: boolean | undefined;
  readonly showMediaReplies?: boolean | undefined;
  readonly showFeatured?: boolean | undefined;
  /** Visibility code, 0 to 3. */
  readonly visibility?: number | undefined;
  readonly sensitive?: boolean | undefined;
};

type Body = {
  readonly accountId: number;
  readonly profile: Partial<Profile>;
  readonly words: readonly string[] | null;
  readonly defaults: Partial<PostingDefaults>;
};

/** Changes one's own profile and how new posts start. Refuses what is too long or cannot be. */
export async function updateProfile(house: House, accountId: number, change: ProfileChange): Promise<void> {
  checkProfile(change);
  const account = house.view().of(accountStore).byId(accountId);
  if (!account) throw new Refusal('not-found', 'Record not found');
  const name = change.displayName;
  await submit(house, updateProfileCommand, {
    accountId,
    profile: defined({ ...textsOf(house, change), ...switchesOf(change) }),
    words: name === undefined ? null : wordsOf(account.username, name),
    defaults: defined({
      defaultVisibility: change.visibility,
      defaultSensitive: bit(change.sensitive),
      defaultLanguage: change.language === undefined ? undefined : change.language || null,
    }),
  });
}

function textsOf(house: House, change: ProfileChange): { [K in keyof Profile]?: Profile[K] | undefined } {
  const render = (text: string) => renderProfileText(house.view(), house.domain, text);
  const field = (written: WrittenField): ProfileField => {
    const value = cleanLine(written.value);
    return { name: cleanLine(written.name), value, html: render(value).replace(/^<p>|<\/p>$/g, '') };
  };
  const { note, fields, attributionDomains } = change;
  const displayName = change.displayName === undefined ? undefined : cleanLine(change.displayName);
  return {
    displayName,
    displayKey: displayName === undefined ? undefined : foldText(displayName),
    note,
    noteHtml: note === undefined ? undefined : render(note),
    location: change.location === undefined ? undefined : cleanLine(change.location),
    fields: fields && JSON.stringify(fields.map(field)),
    avatarDescription: change.avatarDescription,
    headerDescription: change.headerDescription,
    attributionDomains: attributionDomains && JSON.stringify(attributionDomains),
    avatar: change.avatar,
    avatarStatic: change.avatar,
    header: change.header,
    headerStatic: change.header,
  };
}

function switchesOf(change: ProfileChange): { [K in keyof Profile]?: Profile[K] | undefined } {
  return {
    locked: bit(change.locked),
    bot: bit(change.bot),
    discoverable: bit(change.discoverable),
    indexable: bit(change.indexable),
    showCollections: bit(change.showCollections),
    showMedia: bit(change.showMedia),
    showMediaReplies: bit(change.showMediaReplies),
    showFeatured: bit(change.showFeatured),
  };
}

function bit(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what was left out. */
function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}

export const updateProfileCommand = defineCommand('update-profile/1', (ctx, body: Body) => {
  const account = requireActive(ctx, body.accountId);
  const profiles = ctx.of(profileStore);
  const before = profiles.byId(account.id)!;
  const after = { ...before, ...body.profile };
  profiles.put(account.id, after);
  if (body.words) ctx.of(wordStore).put(account.id, body.words);
  const users = ctx.of(userStore);
  const user = users.byId(account.id);
  if (user && Object.keys(body.defaults).length > 0)
    users.setDefaults(account.id, { ...user, ...body.defaults });
  const kept = [after.avatar, after.header];
  const dropped = [before.avatar, before.header].filter((file) => file !== null && !kept.includes(file));
  if (dropped.length > 0) ctx.effect(filesDropped, { names: dropped as string[] });
  ctx.emit(accountChanged, { accountId: account.id });
  return {};
});
