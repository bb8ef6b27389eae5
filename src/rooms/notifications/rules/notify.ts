/** What must be known to decide whether somebody is told of something. */
export type NotifyFacts = {
  readonly self: boolean;
  /** A local account that may be read as. */
  readonly recipientHere: boolean;
  readonly senderActive: boolean;
  readonly blockedEitherWay: boolean;
  readonly mutesNotifications: boolean;
  readonly domainBlocked: boolean;
  readonly conversationMuted: boolean;
  /** Whether the recipient may see the status it is about; true when it is about none. */
  readonly maySee: boolean;
};

/** Never of oneself, nor across a block, from the muted, of muted conversations, or of what one may not see. */
export function mayNotify(facts: NotifyFacts): boolean {
  if (facts.self || !facts.recipientHere || !facts.senderActive) return false;
  if (facts.blockedEitherWay || facts.domainBlocked || facts.mutesNotifications) return false;
  return !facts.conversationMuted && facts.maySee;
}
