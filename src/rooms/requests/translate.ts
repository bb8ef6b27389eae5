import type { AnswerRow } from '#rooms/requests/answer-store.ts';
import type { PetitionRow } from '#rooms/requests/petition-store.ts';
import type { Receipt } from '#rooms/requests/receipt.ts';
import { ACCOUNTS_LEAST } from '#rooms/requests/rules/petition.ts';
import { stateOf } from '#rooms/requests/rules/state.ts';
import type { SeenRequest } from '#rooms/requests/views.ts';
import { iso } from '#values/time.ts';

/** Requests as the API and `--json` say them: the same fields for everyone who asks. Times are RFC 3339, UTC. */

type Place = { readonly origin: string };

export function toRequest(seen: SeenRequest, { origin }: Place) {
  const { row, words } = seen;
  return {
    number: row.number,
    url: `${origin}/requests/${row.number}`,
    received_at: iso(row.receivedAt),
    reached_at: timeOrNull(row.reachedAt),
    kind: row.asker,
    standing: row.proof === null ? 'claimed' : 'verified',
    verification: toVerification(seen),
    way: row.way,
    window: toWindow(seen),
    wish: row.wish,
    name: words?.name ?? null,
    text: words?.text ?? null,
    languages: words?.languages?.split(', ') ?? [],
    hashtag: words?.hashtag ?? null,
    publication: row.publication,
    hidden_because: row.hiddenBecause,
    confidential: row.opensAt !== null || row.secretBecause !== null,
    opens_at: timeOrNull(row.opensAt),
    secret_because: row.secretBecause,
    state: stateOf(row),
    answers: seen.answers.map(toAnswer),
    petition: seen.petition ? toPetition(seen.petition) : null,
    conflicts: seen.conflicts,
    ledger: row.ledger,
  };
}

function toWindow({ window, deadline }: SeenRequest) {
  if (!window) return null;
  const { id, uid, title, state, startsAt, endsAt } = window;
  const times = { starts_at: iso(startsAt), ends_at: iso(endsAt), deadline: timeOrNull(deadline ?? null) };
  return { id, uid, title, state, ...times };
}

function toVerification({ row }: SeenRequest) {
  if (row.proof === null) return null;
  return {
    how: row.proof,
    note: row.proofNote,
    at: timeOrNull(row.verifiedAt),
    ledger: row.verifiedLedger,
  };
}

function toAnswer({ outcome, reason, text, changes, against, at, ledger }: AnswerRow) {
  return { outcome, reason, text, changes, against, at: iso(at), ledger };
}

/** Below fifty accounts only that is said; accounts of other servers are counted apart, and there are none yet. */
function toPetition({ step, since, madeBefore, countedUntil, countedAt, ledger }: PetitionRow) {
  return {
    accounts_at_least: step === 0 ? null : step,
    accounts_under: step === 0 ? ACCOUNTS_LEAST : null,
    remote_accounts: null,
    method: 'local-accounts-older-than-notice',
    since: iso(since),
    made_before: iso(madeBefore).slice(0, 10),
    counted_until: iso(countedUntil),
    counted_at: timeOrNull(countedAt),
    ledger,
  };
}

/** What only who asked is given: the salts, by which they can prove what they asked. */
export function toReceipt(receipt: Receipt, { origin }: Place) {
  const { number, ledger, path, commitments } = receipt;
  return {
    number,
    url: `${origin}/requests/${number}`,
    ledger,
    receipt_url: `${origin}${path}`,
    commitments: commitments.map(({ name, salt, commitment }) => ({ name, salt, commitment })),
  };
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}
