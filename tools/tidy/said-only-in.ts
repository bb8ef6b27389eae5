import { type Finding, lineOf, type Module } from './tree.ts';

/** Something that may be said only in some files: a package or built-in module by name, anything else as code. */
export type Saying = {
  readonly what: string;
  readonly says: RegExp | { readonly module: RegExp };
  /** Paths from the root; empty: nowhere. */
  readonly only: readonly RegExp[];
  /** A line that says it, by which the test of this checker sees it caught. */
  readonly example: string;
};

const MAIN = /^src\/main\.ts$/;
const MACHINERY = /^src\/machinery\//;
const ROLES = /^src\/machinery\/roles\//;
const EGRESS = /^src\/machinery\/egress\//;
const VIEW = /^src\/view\//;
const LOG = /^src\/log\//;
const BROWSER = /^src\/pages\/browser\//;
const STORES = /^src\/rooms\/[^/]+\/(?:(?:[a-z-]+-)?store|relations|flags)\.ts$/;
const COMMAND_LINE =
  /^src\/(?:main|command-line|serve|roles\/around)\.ts$|^src\/machinery\/command-line\/|\/commands\.ts$/;

export const SAYINGS: readonly Saying[] = [
  {
    what: 'node:sqlite',
    says: { module: /^node:sqlite$/ },
    only: [/^src\/log\/sqlite\.ts$/],
    example: "import { DatabaseSync } from 'node:sqlite';",
  },
  {
    what: 'SQL',
    says: /\.prepare\s*[<(]/,
    only: [STORES, VIEW, LOG, MACHINERY],
    example: "db.prepare('SELECT 1');",
  },
  {
    what: 'the environment',
    says: /\bprocess\.env\b|\bprocess\[|\bimport\.meta\.env\b/,
    only: [/^src\/config\.ts$/],
    example: 'export const home = process.env.HOME;',
  },
  {
    what: 'the clock',
    says: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(|\bTemporal\.Now\b/,
    only: [MAIN, BROWSER],
    example: 'export const now = Date.now();',
  },
  {
    what: 'the stopwatch',
    says: /\bperformance\.now\b|\bprocess\.hrtime\b/,
    only: [MACHINERY, VIEW, LOG, BROWSER],
    example: 'export const began = performance.now();',
  },
  {
    what: 'chance',
    says: /\bMath\.random\b|\brandom(?:Bytes|UUID|UUIDv7|Int|FillSync|Fill)\b|\bgetRandomValues\b/,
    only: [MAIN, MACHINERY, BROWSER, /^src\/log\/local\.ts$/, /^src\/view\/retention\.ts$/],
    example: 'export const dice = Math.random();',
  },
  {
    what: 'the network, outwards',
    says: /(?<![.\w$]|\{ )fetch\s*\(|(?<!typeof )\bglobalThis\.fetch\b/,
    only: [MAIN, BROWSER],
    example: "await fetch('https://example.org');",
  },
  {
    what: 'sockets',
    says: { module: /^node:(?:http|https|http2|net|tls|dgram|dns)(?:\/|$)|^ws$|^undici$/ },
    only: [MACHINERY, /^src\/config\.ts$/],
    example: "import { connect } from 'node:net';",
  },
  {
    what: 'the network, outwards, by its own modules',
    says: { module: /^node:(?:https|http2|dns)(?:\/|$)|^undici$/ },
    only: [EGRESS],
    example: "import { lookup } from 'node:dns/promises';",
  },
  {
    what: 'asking other servers',
    says: /\bimport\s*\{[^}]*\b(?:request|get)\b[^}]*\}\s*from\b|\bhttps?\.(?:request|get)\s*\(/,
    only: [EGRESS],
    example: "import { request } from 'node:http';",
  },
  {
    what: 'listening',
    says: /\bcreateServer\s*\(|\.listen\s*\(|\bnew WebSocketServer\b/,
    only: [MACHINERY],
    example: 'server.listen(3000);',
  },
  {
    what: 'other programs',
    says: { module: /^node:child_process$/ },
    only: [ROLES],
    example: "import { spawn } from 'node:child_process';",
  },
  {
    what: 'threads',
    says: { module: /^node:(?:worker_threads|cluster)$/ },
    only: [MACHINERY, VIEW, LOG],
    example: "import { Worker } from 'node:worker_threads';",
  },
  {
    what: 'the end of the process',
    says: /\bprocess\.(?:exit|abort|kill)\b/,
    only: [MAIN, ROLES],
    example: 'process.exit(1);',
  },
  {
    what: 'the terminal',
    says: /\bconsole\.|\bprocess\.(?:stdout|stderr|stdin)\b/,
    only: [COMMAND_LINE, BROWSER, /^src\/machinery\/logging\.ts$/],
    example: "console.log('here');",
  },
  {
    what: 'code made at run time',
    says: /\beval\s*\(|\bnew Function\b/,
    only: [],
    example: "eval('1');",
  },
  {
    what: 'another machine for code',
    says: { module: /^node:(?:vm|repl|inspector)(?:\/|$)/ },
    only: [],
    example: "import { runInThisContext } from 'node:vm';",
  },
  {
    what: 'the web framework',
    says: { module: /^(?:hono|@hono\/[a-z-]+)(?:\/|$)/ },
    only: [MACHINERY, /^src\/app\.ts$/, /^src\/pages\/markup\.ts$/],
    example: "import { Hono } from 'hono';",
  },
  {
    what: 'markup that is not escaped',
    says: /(?<![.\w$])raw\s*\(/,
    only: [/^src\/pages\//],
    example: 'export const shown = raw(text);',
  },
  {
    what: 'the sanitizer',
    says: { module: /^sanitize-html$/ },
    only: [/^src\/values\/html\.ts$/],
    example: "import sanitize from 'sanitize-html';",
  },
  {
    what: 'pictures',
    says: { module: /^sharp$/ },
    only: [MACHINERY, /^src\/rooms\/media\//],
    example: "import sharp from 'sharp';",
  },
  {
    what: 'everything of another module at once',
    says: /\bexport\s*\*/,
    only: [],
    example: "export * from '#values/ids.ts';",
  },
  {
    what: 'a nameless export',
    says: /\bexport\s+default\b/,
    only: [],
    example: 'export default 1;',
  },
  {
    what: 'a class that is no error',
    says: /\bclass\s+\w+\b(?!\s+extends\s+\w*Error\b)/,
    only: [],
    example: 'export class Manager {}',
  },
];

/** What rules may not say: they get plain data and give plain data. */
export const NOT_IN_RULES: readonly Saying[] = [
  {
    what: 'waiting',
    says: /\basync\b|\bawait\b|\bPromise\b|\bset(?:Timeout|Interval|Immediate)\b/,
    only: [],
    example: 'export async function decide() {}',
  },
  {
    what: 'the clock, even to measure',
    says: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bTemporal\.Now\b/,
    only: [],
    example: 'export const began = performance.mark;',
  },
  {
    what: 'chance',
    says: /\bMath\.random\b|\bcrypto\b/,
    only: [],
    example: 'export const dice = crypto.subtle;',
  },
  {
    what: 'the process',
    says: /\bprocess\b|\bglobalThis\b/,
    only: [],
    example: 'export const where = process.cwd();',
  },
];

const RULES = /^src\/rooms\/[^/]+\/rules\//;

export function checkSayings(modules: readonly Module[]): Finding[] {
  return modules.flatMap((module) => [
    ...SAYINGS.flatMap((saying) => said(module, saying, 'said-only-in')),
    ...(RULES.test(module.path) ? NOT_IN_RULES.flatMap((saying) => said(module, saying, 'pure-rules')) : []),
  ]);
}

function said(module: Module, saying: Saying, rule: string): Finding[] {
  if (saying.only.some((path) => path.test(module.path))) return [];
  return linesOf(module, saying.says).map((line) => ({
    rule,
    where: `${module.path}:${line}`,
    why: `says ${saying.what}`,
  }));
}

/** Types of a module load nothing, so they may be named anywhere. */
function linesOf(module: Module, says: Saying['says']): number[] {
  if (says instanceof RegExp)
    return [...module.code.matchAll(new RegExp(says, `${says.flags}g`))].map((match) =>
      lineOf(module.text, match.index),
    );
  return module.imports
    .filter((link) => !link.typesOnly && link.target === undefined && says.module.test(link.specifier ?? ''))
    .map((link) => link.line);
}
