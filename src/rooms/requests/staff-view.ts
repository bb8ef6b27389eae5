import type { House } from '#machinery/house.ts';
import type { TextName } from '#rooms/requests/rules/words.ts';
import { contactStore, textStore } from '#rooms/requests/text-store.ts';
import { type SeenRequest, type Stretch, seeRequest, seeRequests } from '#rooms/requests/views.ts';

/** A request as staff see it: with its words before they are public, and how to reach who asks. Never for anybody else. */
export type StaffRequest = SeenRequest & {
  readonly written: Readonly<Partial<Record<TextName, string>>>;
  /** Undefined when none was given, or it was forgotten. */
  readonly contact: string | undefined;
};

export function seeForStaff(house: House, number: number): StaffRequest | undefined {
  const seen = seeRequest(house.view(), number);
  return seen && withSecrets(house, [seen])[0];
}

export function queueForStaff(house: House, stretch: Stretch): readonly StaffRequest[] {
  return withSecrets(house, seeRequests(house.view(), stretch));
}

function withSecrets(house: House, all: readonly SeenRequest[]): StaffRequest[] {
  const view = house.view();
  const numbers = all.map(({ row }) => row.number);
  const texts = Map.groupBy(view.of(textStore).of(numbers), ({ number }) => number);
  const contacts = new Map(
    view
      .of(contactStore)
      .of(numbers)
      .map(({ number, sealed }) => [number, house.secrets.unseal('request-contact', sealed)]),
  );
  return all.map((seen) => {
    const own = texts.get(seen.row.number) ?? [];
    const written = Object.fromEntries(own.map(({ name, text }) => [name, text]));
    return { ...seen, written, contact: contacts.get(seen.row.number) };
  });
}
