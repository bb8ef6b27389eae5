import { isKnownName } from '#machinery/icalendar/known-names.ts';
import type { Remarks } from '#machinery/icalendar/remark.ts';

/** A whole line of content: unfolded, not yet taken apart. `line` is where it begins, from 1. */
export type WholeLine = { readonly text: string; readonly line: number };

/** Characters of a calendar that are read; about as many bytes. */
export const CALENDAR_MOST = 8_388_608;
export const LINES_MOST = 200_000;

const NAMED = /^[A-Za-z0-9-]+[;:]/;
const LOST_COLON = /^X-[A-Z0-9-]+\s*$/;
const SOFT_ENCODING = /^[^:]{0,200};ENCODING=QUOTED-PRINTABLE[;:]/i;
const BOM = 0xfeff;

/**
 * Unfolds a text into lines of content. Senders break lines at LF or CR alone and forget the space that marks what goes on:
 * a line that is not `NAME:` or `NAME;` belongs to the one before, with a warning. Linear in the length of the text.
 */
export function unfold(text: string, warnings: Remarks, faults: Remarks): readonly WholeLine[] {
  const whole: { parts: string[]; line: number; soft: boolean }[] = [];
  let last: (typeof whole)[number] | undefined;
  for (const { text: line, number } of rawLines(text, faults)) {
    const first = line.charCodeAt(0);
    const softly = last?.soft && last.parts.at(-1)!.endsWith('=') && !isOwnLine(line);
    if (line.trim() === '') continue;
    if (softly) {
      const rest = line.replace(/^[ \t]/, '');
      if (!/^[0-9A-F]{2}/i.test(rest)) last!.parts.push(last!.parts.pop()!.slice(0, -1));
      last!.parts.push(rest);
    } else if (first === 0x20 || first === 0x09) {
      if (last) last.parts.push(line.slice(1));
      else warnings.add('stray-line', number, line);
    } else if (NAMED.test(line)) {
      last = { parts: [line], line: number, soft: SOFT_ENCODING.test(line) };
      whole.push(last);
    } else if (LOST_COLON.test(line)) {
      faults.add('lost-colon', number, line);
    } else if (last) {
      warnings.add('joined-line', number, line);
      last.parts.push(line);
    } else {
      warnings.add('stray-line', number, line);
    }
  }
  return whole.map(({ parts, line }) => ({ text: parts.join(''), line }));
}

/** A line that surely is a property: a soft break at the end of the one before does not reach over it. */
function isOwnLine(line: string): boolean {
  return NAMED.test(line) && isKnownName(/^[A-Z0-9-]+/.exec(line)?.[0] ?? '');
}

/** The lines as they stand, ended by CRLF, LF or CR. */
function* rawLines(
  text: string,
  faults: Remarks,
): Generator<{ readonly text: string; readonly number: number }> {
  let from = text.charCodeAt(0) === BOM ? 1 : 0;
  const end = Math.min(text.length, CALENDAR_MOST);
  if (text.length > end) faults.add('too-long', 0);
  for (let number = 1; from < end; number++) {
    if (number > LINES_MOST) {
      faults.add('too-many', number);
      return;
    }
    const to = lineEnd(text, from, end);
    yield { text: text.slice(from, to), number };
    from = text.charCodeAt(to) === 0x0d && text.charCodeAt(to + 1) === 0x0a ? to + 2 : to + 1;
  }
}

function lineEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at++;
  return at;
}
