const BLOCK = 512;
const LONG_NAME_MOST = 64 * 1024;

/** One file of a tar: where its bytes lie. */
export type TarFile = { readonly name: string; readonly start: number; readonly size: number };

/** Reads exactly so many bytes at a place, fewer at the end. */
export type ReadAt = (start: number, length: number) => Promise<Buffer>;

/** The regular files of a tar (ustar, pax, GNU long names). Stops at the first block that is no header and says so. */
export async function* tarFiles(readAt: ReadAt): AsyncGenerator<TarFile, string | undefined> {
  let at = 0;
  let longName: string | undefined;
  let longSize: number | undefined;
  for (;;) {
    const block = await readAt(at, BLOCK);
    if (block.length === 0 || block.every((byte) => byte === 0)) return undefined;
    if (block.length < BLOCK || !checksumFits(block)) return 'the tar is damaged or cut off';
    const type = String.fromCharCode(block[156]!);
    const size = longSize ?? numberAt(block, 124, 12);
    const start = at + BLOCK;
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L' || type === 'x') {
      const text = (await readAt(start, Math.min(size, LONG_NAME_MOST))).toString('utf8');
      if (type === 'L') longName = text.replace(/\0.*$/s, '');
      else ({ path: longName, size: longSize } = paxRecords(text, longName));
      continue;
    }
    if (type === '0' || type === '\0') yield { name: longName ?? shortName(block), start, size };
    if (type !== 'g') [longName, longSize] = [undefined, undefined];
  }
}

function checksumFits(block: Buffer): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!;
  return sum === numberAt(block, 148, 8);
}

/** Octal text, or base 256 when the first bit is set. NaN for anything else never fits the checksum. */
function numberAt(block: Buffer, start: number, length: number): number {
  const field = block.subarray(start, start + length);
  if ((field[0]! & 0x80) !== 0)
    return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, field[0]! & 0x7f);
  const text = field.toString('latin1').replace(/[\0 ]/g, '');
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : 0;
}

function shortName(block: Buffer): string {
  const text = (start: number, length: number) =>
    block
      .subarray(start, start + length)
      .toString('utf8')
      .replace(/\0.*$/s, '');
  const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/** Records as `LENGTH KEY=VALUE\n`, the length in bytes. */
function paxRecords(
  text: string,
  before: string | undefined,
): { path: string | undefined; size: number | undefined } {
  let path = before;
  let size: number | undefined;
  let bytes = Buffer.from(text, 'utf8');
  for (;;) {
    const length = Number.parseInt(bytes.subarray(0, 10).toString('latin1'), 10);
    if (!(length > 4) || length > bytes.length) return { path, size };
    const record = bytes.subarray(0, length - 1).toString('utf8');
    const [, key, value] = /^\d+ ([^=]+)=(.*)$/s.exec(record) ?? [];
    if (key === 'path') path = value;
    if (key === 'size' && /^\d{1,15}$/.test(value ?? '')) size = Number(value);
    bytes = bytes.subarray(length);
  }
}
