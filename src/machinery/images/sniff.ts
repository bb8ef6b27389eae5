/** What a file is by its first bytes, whatever it is called. */
export type Sniffed =
  | { readonly kind: 'image'; readonly format: 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' }
  | { readonly kind: 'heic' | 'video' | 'sound' | 'unknown' };

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const AVIF = new Set(['avif', 'avis']);

export function sniff(bytes: Uint8Array): Sniffed {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64));
  const at = (start: number, text: string) => head.toString('latin1', start, start + text.length) === text;
  if (at(0, '\xff\xd8\xff')) return { kind: 'image', format: 'jpeg' };
  if (at(0, '\x89PNG\r\n\x1a\n')) return { kind: 'image', format: 'png' };
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return { kind: 'image', format: 'gif' };
  if (at(0, 'RIFF') && at(8, 'WEBP')) return { kind: 'image', format: 'webp' };
  if (at(4, 'ftyp')) return sniffBox(head);
  if (at(0, '\x1a\x45\xdf\xa3') || at(0, '\x30\x26\xb2\x75') || (at(0, 'RIFF') && at(8, 'AVI ')))
    return { kind: 'video' };
  const sound = at(0, 'OggS') || at(0, 'ID3') || at(0, 'fLaC') || (at(0, 'RIFF') && at(8, 'WAVE'));
  if (sound || (head[0] === 0xff && (head[1]! & 0xe0) === 0xe0)) return { kind: 'sound' };
  return { kind: 'unknown' };
}

/** ISO base media files tell by their brands (ISO/IEC 14496-12 §4.3). */
function sniffBox(head: Buffer): Sniffed {
  const end = Math.min(head.length, head.readUInt32BE(0));
  const brands = [head.toString('latin1', 8, 12)];
  for (let i = 16; i + 4 <= end; i += 4) brands.push(head.toString('latin1', i, i + 4));
  if (brands.some((brand) => AVIF.has(brand))) return { kind: 'image', format: 'avif' };
  if (HEIC.has(brands[0]!)) return { kind: 'heic' };
  return { kind: brands[0] === 'M4A ' ? 'sound' : 'video' };
}
