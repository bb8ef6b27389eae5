import type { Secrets } from '#machinery/secrets.ts';
import type { Place } from '#rooms/streaming/message.ts';

const PURPOSE = 'stream';

/** A place in the log as clients hold it: sealed, since the log also counts what is private. */
export function sealPlace(secrets: Secrets, { seq, n }: Place): string {
  return secrets.seal(PURPOSE, `${seq} ${n}`);
}

/** Undefined for anything that this server did not seal. */
export function unsealPlace(secrets: Secrets, sealed: string): Place | undefined {
  const text = secrets.unseal(PURPOSE, sealed.slice(0, 200));
  const [seq, n] = (text ?? '').split(' ').map(Number);
  return Number.isSafeInteger(seq) && Number.isSafeInteger(n) ? { seq: seq!, n: n! } : undefined;
}

/** Whether a place comes after another. */
export function follows(place: Place, other: Place): boolean {
  return place.seq > other.seq || (place.seq === other.seq && place.n > other.n);
}
