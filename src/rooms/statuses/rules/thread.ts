/** What must be known of a status in a thread beyond the gate. */
export type ThreadFacts = {
  readonly authorId: number;
  readonly authorDomain: string;
  readonly authorSilenced: boolean;
};

/** Who reads, as threads need to know them; undefined for strangers. */
export type Reader = {
  readonly accountId: number;
  readonly mutes: (accountId: number) => boolean;
  readonly follows: (accountId: number) => boolean;
  readonly blocksDomain: (domain: string) => boolean;
};

/** Whether a thread shows this to the reader: not what they muted, nor limited accounts they do not follow. */
export function belongsInThread(reader: Reader | undefined, status: ThreadFacts): boolean {
  if (!reader) return !status.authorSilenced;
  if (reader.accountId === status.authorId) return true;
  if (reader.mutes(status.authorId) || reader.blocksDomain(status.authorDomain)) return false;
  return !status.authorSilenced || reader.follows(status.authorId);
}
