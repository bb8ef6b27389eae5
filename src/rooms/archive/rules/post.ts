/** A picture or film that belongs to a post of an archive. */
export type ArchiveMedia = {
  /** Its name in the bundle; undefined when the archive does not have it, or has it in a form that cannot be taken. */
  readonly file: string | undefined;
  /** Where it could be seen, to stand in the text when the file is not taken. */
  readonly link: string | undefined;
  readonly description: string;
  readonly focusX: number;
  readonly focusY: number;
};

/** A hashtag or mention as a link in HTML. */
export type ArchiveLink = { readonly name: string; readonly href: string };

/** A post as its archive tells it, before anything of this server is known. */
export type ArchivePost = {
  /** Unique in its source: the number of a tweet, the address of an ActivityPub object. */
  readonly sourceId: string;
  /** Milliseconds since 1970; the start of the stated UTC day when `dayOnly`. */
  readonly createdAt: number;
  /** The archive states a day and no time of day. */
  readonly dayOnly: boolean;
  /** Whoever made the archive had estimated the time of day. */
  readonly timeEstimated: boolean;
  readonly editedAt: number | undefined;
  /** What was written, as plain text. */
  readonly text: string;
  /** What was written, as foreign HTML that is not yet sanitised; undefined when it was plain text. */
  readonly html: string | undefined;
  readonly spoiler: string;
  readonly sensitive: boolean;
  /** 0 public, 1 unlisted, 2 followers, 3 direct. */
  readonly visibility: number;
  readonly language: string | undefined;
  /** The source's id of the post it answers. */
  readonly replyTo: string | undefined;
  /** The source's id of the post it passes on; then it has no text of its own. */
  readonly boostOf: string | undefined;
  readonly media: readonly ArchiveMedia[];
  readonly tags: readonly ArchiveLink[];
  readonly mentions: readonly ArchiveLink[];
};

/** One item that was not taken, or not wholly, and why. */
export type Remark = { readonly sourceId: string; readonly reason: string };

/** What reading one item came to. `remarks` tell of parts of a kept post that were left out. */
export type Reading =
  | { readonly post: ArchivePost; readonly remarks: readonly string[] }
  | { readonly leftOut: Remark };

export function leftOut(sourceId: string, reason: string): Reading {
  return { leftOut: { sourceId, reason } };
}

/** Whose archive it is. Places, client names, addresses and the day of joining are never read. */
export type ArchivePerson = {
  /** The source's id of the account: the same archive, newly downloaded, goes to the same account. */
  readonly sourceId: string | undefined;
  readonly username: string | undefined;
  readonly displayName: string;
  /** Plain text. */
  readonly note: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** Names in the bundle. */
  readonly avatar: string | undefined;
  readonly header: string | undefined;
};

/** The source of an archive; with it, a post's id is unique. */
export type Source = 'twitter' | 'mastodon';

/** Characters of one post. Longer ones are left out: no service ever took them. */
export const TEXT_MOST = 100_000;
/** Posts of one archive. */
export const POSTS_MOST = 1_000_000;
/** Files of one post. */
export const FILES_OF_POST_MOST = 16;
