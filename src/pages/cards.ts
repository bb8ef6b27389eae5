/** Plain data that components draw. Rooms fill it in; addresses are local paths, times are milliseconds. */

export type PersonCard = {
  readonly id: string;
  /** Display name, or the user name when there is none. */
  readonly name: string;
  /** With the @: `@ada`, `@ada@example.org`. */
  readonly handle: string;
  readonly href: string;
  /** Undefined: the first letter is drawn instead. */
  readonly avatar: string | undefined;
  readonly bot: boolean;
  readonly locked: boolean;
};

export type PictureCard = {
  readonly kind: 'image' | 'gifv' | 'video' | 'audio' | 'unknown';
  readonly href: string;
  readonly preview: string;
  /** Pixels of the preview. */
  readonly width: number;
  readonly height: number;
  readonly description: string;
};

export type PostCard = {
  readonly id: string;
  /** Id in lists: the boost's own when it is one. Orders the timeline. */
  readonly listId: string;
  readonly href: string;
  readonly author: PersonCard;
  readonly boostedBy: PersonCard | undefined;
  /** Rendered and made safe by the server. */
  readonly html: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly visibility: 'public' | 'unlisted' | 'private' | 'direct';
  readonly imported: boolean;
  readonly estimated: boolean;
  readonly replay: boolean;
  /** Handle of whom it answers, when known. */
  readonly replyTo: { readonly href: string; readonly handle: string | undefined } | undefined;
  readonly pictures: readonly PictureCard[];
  readonly replies: number;
  readonly boosts: number;
  readonly favourites: number;
  readonly own: boolean;
  readonly boostable: boolean;
  readonly boosted: boolean;
  readonly favourited: boolean;
  readonly bookmarked: boolean;
  readonly pinned: boolean;
  readonly muted: boolean;
};

/** Planned work that is near or under way, as every page says it. */
export type BannerCard = {
  readonly say: 'soon' | 'active' | 'overrun';
  /** Its slot in the reader's zone, in words. */
  readonly when: string;
  readonly effect: 'none' | 'slower' | 'delayed' | 'read-only' | 'unreachable';
};

/** A page of a list and the ways on: complete paths. */
export type Paging = {
  readonly older: string | undefined;
  readonly newer: string | undefined;
};

/** How the reader stands to somebody. */
export type RelationCard = {
  readonly following: boolean;
  readonly requested: boolean;
  readonly followedBy: boolean;
  readonly boostsHidden: boolean;
  readonly blocking: boolean;
  readonly muting: boolean;
};

export type ProfileCard = {
  readonly person: PersonCard;
  readonly header: string | undefined;
  /** Rendered and made safe by the server. */
  readonly noteHtml: string;
  /** Rendered and made safe by the server; the location is one among them. */
  readonly fields: readonly { readonly name: string; readonly html: string }[];
  readonly year: number;
  readonly posts: number;
  /** Rounded down for others, exact for oneself. */
  readonly followers: number;
  readonly following: number;
  readonly exact: boolean;
  readonly listsShown: boolean;
  readonly imported: boolean;
  /** Undefined for strangers and for oneself. */
  readonly relation: RelationCard | undefined;
  readonly own: boolean;
};
