/** Start of timed ids: 1998-01-01T00:00Z. It keeps them at 16 digits from 2006 to 2067. */
const EPOCH_MS = Date.UTC(1998, 0, 1);
const PER_MS = 4096;
const LOWEST = 1_000_000_000_000_000;
const HIGHEST = Number.MAX_SAFE_INTEGER;

/** The lowest timed id of a moment (milliseconds since 1970). A safe integer of 53 bits. */
export function timedIdAt(ms: number): number {
  return Math.max(0, Math.floor(ms) - EPOCH_MS) * PER_MS;
}

/** The next timed id: of this moment, and above `last` even when the clock stood still or went back. */
export function nextTimedId(last: number, ms: number): number {
  return Math.max(timedIdAt(ms), last + 1);
}

/** The moment a timed id was drawn at, milliseconds since 1970. */
export function timeOfId(id: number): number {
  return Math.floor(id / PER_MS) + EPOCH_MS;
}

/** An id without time or order: 16 digits, from at least 8 random bytes. */
export function idFromBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const span = BigInt(HIGHEST - LOWEST);
  return LOWEST + Number(view.getBigUint64(0) % span);
}

/** Reads an id as clients send it. Returns undefined for anything that cannot be one. */
export function parseId(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : undefined;
}
