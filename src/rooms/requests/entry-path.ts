/** Where an entry of the ledger is shown. */
export function entryPath(index: number): string {
  return `/ledger/entries/${index}`;
}
