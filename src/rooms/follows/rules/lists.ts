/** What must be known to decide who sees whom somebody follows, or who follows them. */
export type ListFacts = {
  readonly viewerIsOwner: boolean;
  readonly open: boolean;
  readonly ownerActive: boolean;
  readonly ownerBlocksViewer: boolean;
};

/** Whether a list of followers or followed accounts may be seen: hidden unless its owner looks or has opened it. */
export function maySeePeople(facts: ListFacts): boolean {
  if (!facts.ownerActive) return false;
  return facts.viewerIsOwner || (facts.open && !facts.ownerBlocksViewer);
}
