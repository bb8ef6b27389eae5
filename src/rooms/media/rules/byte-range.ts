/** A part of a file: first and last byte, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * The part a Range header asks for (RFC 9110 §14.2): one range of bytes. Undefined for none, or for anything we need not
 * understand and answer whole; 'unsatisfiable' for one that lies beyond the file.
 */
export function parseRange(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  return start > end ? 'unsatisfiable' : { start, end };
}
