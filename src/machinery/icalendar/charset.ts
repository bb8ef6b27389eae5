/** A text and, when its bytes were not plain UTF-8, the charset that was taken for it. */
export type DecodedText = { readonly text: string; readonly guessed: string | null };

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
const SAMPLE_BYTES = 512;

/** Decodes text of unknown origin: by its byte order mark, as UTF-8, as declared, or as Windows' Latin. Never throws. */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) {
    const text = tryDecode(bytes, marked[1]);
    if (text !== undefined) return { text, guessed: marked[1] === 'utf-8' ? null : marked[1] };
  }
  const wide = wideOrder(bytes);
  if (wide) return { text: tryDecode(bytes, wide) ?? '', guessed: wide };
  const plain = tryDecode(bytes, 'utf-8');
  if (plain !== undefined) return { text: plain, guessed: null };
  const said = declared === undefined ? undefined : tryDecode(bytes, declared);
  if (said !== undefined) return { text: said, guessed: declared! };
  return { text: new TextDecoder('windows-1252').decode(bytes), guessed: 'windows-1252' };
}

function tryDecode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: every other byte of plain text is zero. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.length < 4) return undefined;
  const zeros = [0, 1].map((odd) => sample.filter((byte, i) => i % 2 === odd && byte === 0).length);
  const many = sample.length / 3;
  if (zeros[1]! > many && zeros[0] === 0) return 'utf-16le';
  return zeros[0]! > many && zeros[1] === 0 ? 'utf-16be' : undefined;
}
