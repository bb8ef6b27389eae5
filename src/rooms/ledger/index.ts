export { ledgerGrown, textsRedacted, textsReleased } from '#rooms/ledger/events.ts';
export { type NewEntry, record, redactTexts, releaseTexts, sealText } from '#rooms/ledger/record.ts';
export { commitmentOf, type SealedText } from '#rooms/ledger/rules/leaf.ts';
export { entriesAbout, entryAt, type LedgerEntry, seeEntry } from '#rooms/ledger/views.ts';
