import type { Meaning, NoticeRemark, Reason } from '#rooms/notices/rules/words.ts';

/** A time as it was found: sure, or not and why, with what it may mean. */
export type DraftTime = {
  readonly ms: number | null;
  readonly wrong?: Reason;
  readonly raw?: string;
  readonly meanings?: readonly Meaning[];
};

export type DraftObject = { readonly id: string; readonly impact: string | null };
export type DraftId = { readonly id: string; readonly primary: boolean };

/** What stood in an event, read but not yet judged. Empty texts are null. */
export type Draft = {
  readonly provider: string | null;
  readonly account: string | null;
  readonly ids: readonly DraftId[];
  readonly objects: readonly DraftObject[];
  readonly impact: string | null;
  readonly status: string | null;
  /** iCalendar's own STATUS. */
  readonly plainStatus: string | null;
  readonly method: string | null;
  readonly start: DraftTime | null;
  readonly end: DraftTime | null;
  readonly stamp: DraftTime | null;
  readonly sequence: number | null;
  readonly uid: string | null;
  readonly organizer: string | null;
  readonly summary: string;
  /** It has at least one X-MAINTNOTE property. */
  readonly isNotice: boolean;
  readonly repeats: boolean;
  /** What was seen while reading: lost colons, joined lines. */
  readonly seen: readonly NoticeRemark[];
  /** What stands around it, if it came in a mail. */
  readonly mail: MailAround | null;
};

export type MailAround = {
  readonly subject: string;
  readonly from: string | null;
  readonly sentAt: number | null;
};
