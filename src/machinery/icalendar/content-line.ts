import type { Remarks } from '#machinery/icalendar/remark.ts';
import type { WholeLine } from '#machinery/icalendar/unfold.ts';

/** One property: its name in capitals, its parameters, and its value as it stands. */
export type Property = {
  readonly name: string;
  /** Names in capitals; quotes are gone. A parameter without `=` has no values. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
  readonly line: number;
};

const PARAMS_MOST = 50;
const NAME = /^[A-Za-z0-9-]+/;

/** Takes a line apart at its first colon that is not within quotes. */
export function readProperty({ text, line }: WholeLine, warnings: Remarks): Property {
  const name = NAME.exec(text)?.[0] ?? '';
  let colon = colonIn(text, name.length);
  if (colon < 0) {
    warnings.add('open-quote', line, text);
    colon = text.indexOf(':');
  }
  const head = colon < 0 ? text : text.slice(0, colon);
  return {
    name: name.toUpperCase(),
    params: paramsIn(head.slice(name.length)),
    value: colon < 0 ? '' : text.slice(colon + 1),
    line,
  };
}

/** The first colon outside quotes, or -1. */
function colonIn(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (char === ':' && !quoted) return at;
  }
  return -1;
}

function paramsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const params = new Map<string, readonly string[]>();
  for (const part of splitOutsideQuotes(text, ';')) {
    if (part === '' || params.size >= PARAMS_MOST) continue;
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toUpperCase();
    const values = equals < 0 ? [] : splitOutsideQuotes(part.slice(equals + 1), ',').map(plainParam);
    if (!params.has(name)) params.set(name, values);
  }
  return params;
}

function splitOutsideQuotes(text: string, mark: ';' | ','): string[] {
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === mark && !quoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const CARETS: Readonly<Record<string, string>> = { '^n': '\n', "^'": '"', '^^': '^' };

/** A parameter's value without its quotes and with RFC 6868's carets undone. */
function plainParam(text: string): string {
  return text
    .trim()
    .replaceAll('"', '')
    .replace(/\^[n'^]/g, (caret) => CARETS[caret] ?? caret);
}

/** The first value of a parameter. */
export function paramOf(property: Property, name: string): string | undefined {
  return property.params.get(name)?.[0];
}
