const TOKEN = /\/\/[^\n]*|\/\*.*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[\w$]+|\s+|./sy;
const TEMPLATE_PART = /(?:\\.|\$(?!\{)|[^\\`$])*(?:\$\{|`)/sy;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+*%<>~^-]|\b(?:return|typeof|case|in|of|await|yield))\s*$/;

/**
 * Blanks comments and the insides of strings, templates and regular expressions, so that what is left can be searched as
 * code. Length and line breaks stay: a place in the result is the same place in the source.
 */
export function codeOf(source: string): string {
  const parts: string[] = [];
  /** For each template that is open: how many braces are open inside its present `${`. */
  const depths: number[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const token = pattern.exec(source)?.[0] ?? source.slice(at);
    at += token.length;
    return token;
  };
  const takeTemplatePart = () => {
    const part = take(TEMPLATE_PART);
    if (part.endsWith('${')) depths.push(0);
    parts.push(blank(part, 0, part.endsWith('${') ? 2 : 1));
  };
  while (at < source.length) {
    if (source[at] === '/' && !/[/*]/.test(source[at + 1] ?? '') && BEFORE_REGEX.test(tail(parts))) {
      parts.push(blank(take(REGEX), 1, 1));
      continue;
    }
    const token = take(TOKEN);
    if (/^\/[/*]/.test(token)) parts.push(blank(token, 0, 0));
    else if (/^['"]/.test(token)) parts.push(blank(token, 1, 1));
    else parts.push(token);
    const depth = depths.length - 1;
    if (token === '`') takeTemplatePart();
    else if (token === '{' && depth >= 0) depths[depth]!++;
    else if (token === '}' && depth >= 0 && depths[depth]!-- === 0) {
      depths.pop();
      takeTemplatePart();
    }
  }
  return parts.join('');
}

/** The last tokens that are not blank, enough to tell a division from a regular expression. */
function tail(parts: readonly string[]): string {
  let from = parts.length;
  while (from > 0 && parts[from - 1]!.trim() === '') from--;
  return parts.slice(Math.max(0, from - 1)).join('');
}

function blank(token: string, keepStart: number, keepEnd: number): string {
  const inner = token.slice(keepStart, token.length - keepEnd).replace(/[^\n]/g, ' ');
  return token.slice(0, keepStart) + inner + token.slice(token.length - keepEnd);
}

export type Import = {
  /** As written; undefined when it is computed. */
  readonly specifier: string | undefined;
  /** Whether only types are taken, so that nothing is loaded. */
  readonly typesOnly: boolean;
  readonly at: number;
};

const CLAUSE = String.raw`(?:\*(?:\s+as\s+[\w$]+)?|[\w$]+|(?:[\w$]+\s*,\s*)?\{[^}]*\})`;
const STATIC = new RegExp(String.raw`^[ \t]*(?:import|export)\s+(type\s+)?(${CLAUSE})\s*from\s*['"]`, 'gm');
const BARE = /^[ \t]*import\s*['"]/gm;
const DYNAMIC = /(?<![.\w$])import\s*\(\s*(['"]?)/g;

/** All imports and re-exports of a module, also dynamic ones and those in types. `code` is what codeOf made of it. */
export function importsOf(source: string, code: string): Import[] {
  const found: Import[] = [];
  const add = (match: RegExpExecArray, typesOnly: boolean, literal: boolean) => {
    const from = match.index + match[0].length;
    const specifier = literal ? /^[^'"]*/.exec(source.slice(from))![0] : undefined;
    found.push({ specifier, typesOnly, at: match.index });
  };
  for (const match of code.matchAll(STATIC)) add(match, match[1] !== undefined || onlyTypes(match[2]!), true);
  for (const match of code.matchAll(BARE)) add(match, false, true);
  for (const match of code.matchAll(DYNAMIC)) add(match, false, match[1] !== '');
  return found;
}

function onlyTypes(clause: string): boolean {
  const names = clause
    .replace(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return clause.startsWith('{') && names.length > 0 && names.every((name) => name.startsWith('type '));
}
