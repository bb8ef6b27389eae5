import { type Finding, lineOf, type Module } from './tree.ts';

const FILE_LINES_MOST = 300;
const FUNCTION_LINES_MOST = 60;
/** One line for each text, and nothing else in it. */
const CATALOGUES = /^src\/pages\/texts\//;
const OPENS = /\bfunction\b[^{;]*?\)[^{;]*\{|=>\s*\{/g;

type Body = { readonly from: number; readonly to: number };

export function checkSizes(modules: readonly Module[]): Finding[] {
  return modules.flatMap((module) => {
    const lines = module.text.split('\n').length - 1;
    const long =
      lines > FILE_LINES_MOST && !CATALOGUES.test(module.path)
        ? [{ rule: 'file-length', where: module.path, why: `has ${lines} lines, over ${FILE_LINES_MOST}` }]
        : [];
    return [...long, ...longFunctions(module)];
  });
}

/** A function's own lines: those of functions inside it count for them alone. */
function longFunctions(module: Module): Finding[] {
  const bodies = bodiesOf(module.code);
  return bodies.flatMap((body) => {
    const inside = bodies.filter((other) => other.from > body.from && other.to < body.to);
    const direct = inside.filter(
      (one) => !inside.some((other) => other.from < one.from && other.to > one.to),
    );
    const lines = direct.reduce(
      (left, one) => left - linesIn(module.code, one) + 1,
      linesIn(module.code, body),
    );
    return lines > FUNCTION_LINES_MOST
      ? [
          {
            rule: 'function-length',
            where: `${module.path}:${lineOf(module.text, body.from)}`,
            why: `has ${lines} lines of its own, over ${FUNCTION_LINES_MOST}`,
          },
        ]
      : [];
  });
}

function bodiesOf(code: string): Body[] {
  return [...code.matchAll(OPENS)].map((match) => {
    const from = match.index + match[0].length - 1;
    let depth = 0;
    for (let at = from; at < code.length; at++) {
      if (code[at] === '{') depth++;
      else if (code[at] === '}' && --depth === 0) return { from, to: at };
    }
    return { from, to: code.length };
  });
}

function linesIn(code: string, { from, to }: Body): number {
  return code.slice(from, to).split('\n').length;
}
