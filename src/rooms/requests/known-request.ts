import { type RequestRow, requestStore } from '#rooms/requests/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';

/** The request of this number. Throws `not-found`. */
export function knownRequest(place: Pick<View, 'of'>, number: number): RequestRow {
  const request = place.of(requestStore).byNumber(number);
  if (request) return request;
  throw new Refusal('not-found', 'There is no request of this number', 'number');
}
