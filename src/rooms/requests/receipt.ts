import type { House } from '#machinery/house.ts';
import { commitmentOf } from '#rooms/ledger/index.ts';
import { knownRequest } from '#rooms/requests/known-request.ts';
import { TEXT_NAMES, type TextName } from '#rooms/requests/rules/words.ts';
import { contactStore, textStore } from '#rooms/requests/text-store.ts';
import { Refusal } from '#values/refusal.ts';

/** One text of a request with what proves it: the ledger holds `commitment`, made of salt and text. */
export type Commitment = {
  readonly name: TextName;
  readonly text: string;
  readonly salt: string;
  readonly commitment: string;
};

/** What who asked is given, and nobody else: it shows words that are not public yet. */
export type Receipt = {
  readonly number: number;
  /** Place on the ledger. */
  readonly ledger: number;
  /** Where it can be seen again, by whoever knows this path. */
  readonly path: string;
  /** Empty when the words were taken away. */
  readonly commitments: readonly Commitment[];
  /** Whether staff can still reach who asked. */
  readonly reachable: boolean;
};

const PURPOSE = 'request-receipt';

export function receiptOf(house: House, number: number): Receipt {
  const { ledger } = knownRequest(house.view(), number);
  const texts = house.view().of(textStore).of([number]);
  const commitments = TEXT_NAMES.flatMap((name) => texts.filter((one) => one.name === name)).map(
    ({ name, text, salt }) => ({ name, text, salt, commitment: commitmentOf({ salt, text }) }),
  );
  const path = `/requests/receipts/${house.secrets.seal(PURPOSE, String(number))}`;
  const reachable = house.view().of(contactStore).of([number]).length > 0;
  return { number, ledger, path, commitments, reachable };
}

/** The receipt that a path names. Throws `not-found` for one that this server did not give out. */
export function receiptAt(house: House, seal: string): Receipt {
  const number = house.secrets.unseal(PURPOSE, seal);
  if (number === undefined) throw new Refusal('not-found', 'Record not found');
  return receiptOf(house, Number(number));
}
