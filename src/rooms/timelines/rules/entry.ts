/** What a timeline knows of a status before its row is read: enough to decide most of where it belongs. */
export type Entry = {
  readonly id: number;
  readonly accountId: number;
  readonly visibility: number;
  readonly local: number;
  readonly boostOfId: number | null;
  /** Whom it answers; stays when what it answered is deleted. */
  readonly replyToAccountId: number | null;
};

/** Whether it answers somebody else: what "without replies" leaves out. Threads of one's own stay. What it answers may be gone. */
export function isReplyToOthers(entry: Entry): boolean {
  return entry.replyToAccountId !== null && entry.replyToAccountId !== entry.accountId;
}
