import { type Property, paramOf } from '#machinery/icalendar/content-line.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', N: '\n', ',': ',', ';': ';', '\\': '\\' };

/** Control characters but for tabs and line ends. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** A property's value as text: escapes undone, and the quoted-printable of iCalendar's forerunner decoded. */
export function textOf(property: Property): string {
  const quoted = paramOf(property, 'ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE';
  return unescapeText(quoted ? fromQuotedPrintable(property.value) : property.value);
}

export function unescapeText(text: string): string {
  return text.replace(/\\([nN,;\\])/g, (_, char: string) => ESCAPES[char]!);
}

function fromQuotedPrintable(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const plain = bytes.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(plain, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

/** Text as a value: backslash, comma, semicolon and line ends escaped, other control characters left out. */
export function escapeText(text: string): string {
  return plainText(text)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** Text with line ends as LF and without other control characters. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}
