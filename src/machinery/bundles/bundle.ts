/** Files that belong together, in a folder or packed into one file. What is in them is not trusted. */
export type Bundle = AsyncDisposable & {
  /** Relative names with slashes, sorted. Names that climb out of the bundle are left out. */
  readonly names: readonly string[];
  /** Bytes of a file as declared; 0 for one that is not there. */
  sizeOf(name: string): number;
  /** The file's bytes. Throws when there is no such file, when it is damaged, and past `FILE_BYTES_MOST`. */
  read(name: string): AsyncIterable<Uint8Array>;
};

/** Files in one bundle; more are not listed. */
export const FILES_MOST = 500_000;
/** Bytes read from one file: a packed file that grows beyond it is a trap. */
export const FILE_BYTES_MOST = 4 * 1024 ** 3;

/** The bundle cannot be opened: not there, of no known kind, or damaged. The message says which. */
export class BundleError extends Error {}

/** A name inside a bundle with slashes, or undefined when it is absolute, climbs out or is no name at all. */
export function safeName(name: string): string | undefined {
  const plain = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const bad = plain === '' || plain.startsWith('/') || /^[a-z]:/i.test(plain) || plain.includes('\0');
  return bad || plain.split('/').some((part) => part === '..' || part === '.' || part === '')
    ? undefined
    : plain;
}

/** A whole file in memory. Throws when it is larger than `most` bytes. */
export async function readWhole(bundle: Bundle, name: string, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of bundle.read(name)) {
    bytes += part.length;
    if (bytes > most) throw new BundleError(`${name} is larger than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Passes bytes on until there are too many. */
export async function* bounded(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of source) {
    bytes += part.length;
    if (bytes > FILE_BYTES_MOST) throw new BundleError(`${name} is larger than ${FILE_BYTES_MOST} bytes`);
    yield part;
  }
}
