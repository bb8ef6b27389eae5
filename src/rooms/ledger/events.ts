import { eventKind } from '#view/command.ts';

/** The public record has another entry. */
export const ledgerGrown = eventKind<{ readonly index: number }>('ledger-grown');

/** The texts beside an entry are public now. */
export const textsReleased = eventKind<{ readonly index: number }>('ledger-texts-released');

/** The texts beside an entry are gone for good. */
export const textsRedacted = eventKind<{ readonly index: number }>('ledger-texts-redacted');
