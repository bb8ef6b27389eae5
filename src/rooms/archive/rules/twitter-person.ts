import type { z } from 'zod';
import type { ArchivePerson } from '#rooms/archive/rules/post.ts';
import {
  accountShape,
  manifestShape,
  profileShape,
  protectionShape,
  tweetShape,
  userDetailsShape,
} from '#rooms/archive/rules/twitter-shapes.ts';
import { tweetText } from '#rooms/archive/rules/twitter-text.ts';
import { parseTime } from '#rooms/archive/rules/twitter-time.ts';

/** The small files of an archive as parsed JSON; undefined where there is none. */
export type TwitterFiles = {
  /** `user_details.js` of 2012. */
  readonly userDetails: unknown;
  /** The first item of `account.js`. */
  readonly account: unknown;
  /** The first item of `profile.js`. */
  readonly profile: unknown;
  readonly manifest: unknown;
  /** Any tweet: in archives of 2012 it carries its author. */
  readonly tweet: unknown;
};

type Names = { readonly id: string; readonly username: string; readonly name: string };

/** Whose archive it is, as far as its files tell. */
export function readTwitterPerson(files: TwitterFiles): ArchivePerson {
  const details = take(userDetailsShape, files.userDetails);
  const profile = take(profileShape, files.profile)?.profile;
  const names = [
    details && { id: details.id, username: details.screen_name, name: details.full_name },
    namesOfAccount(files.account),
    namesOfManifest(files.manifest),
    namesOfAuthor(files.tweet),
  ].filter((found): found is Names => found !== undefined);
  const first = (pick: (found: Names) => string) => names.map(pick).find((text) => text !== '');
  return {
    sourceId: first((found) => found.id),
    username: first((found) => found.username),
    displayName: first((found) => found.name) ?? '',
    note: tweetText(details?.bio || profile?.description.bio || '', [], new Set()),
    fields: [],
    avatar: profile && lastPart(profile.avatarMediaUrl),
    header: profile && lastPart(profile.headerMediaUrl),
  };
}

function take<T extends z.ZodType>(shape: T, value: unknown): z.output<T> | undefined {
  const parsed = shape.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

function namesOfAccount(value: unknown): Names | undefined {
  const found = take(accountShape, value)?.account;
  return found && { id: found.accountId, username: found.username, name: found.accountDisplayName };
}

function namesOfManifest(value: unknown): Names | undefined {
  const found = take(manifestShape, value)?.userInfo;
  return found && { id: found.accountId, username: found.userName, name: found.displayName };
}

function namesOfAuthor(value: unknown): Names | undefined {
  const user = take(tweetShape, value)?.user;
  return user && { id: user.id_str, username: user.screen_name, name: user.name };
}

function lastPart(url: string): string | undefined {
  return url.split('/').at(-1) || undefined;
}

/** Whether the account was protected when the archive was made: what the last change of it says. */
export function isProtected(items: readonly unknown[]): boolean {
  const changes = items.flatMap((item) => take(protectionShape, item)?.protectedHistory ?? []);
  changes.sort((a, b) => (parseTime(a.protectedAt) ?? 0) - (parseTime(b.protectedAt) ?? 0));
  return changes.at(-1)?.action === 'Protect';
}
