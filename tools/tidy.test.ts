import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkTree } from './tidy/check.ts';
import { NOT_IN_RULES, SAYINGS } from './tidy/said-only-in.ts';
import { IN_CODE, IN_TEXTS } from './tidy/words.ts';

const ROOT = join(import.meta.dirname, '..');

test('the house is in order', () => {
  const report = checkTree(ROOT);
  assert.ok(report.modules > 20, `read only ${report.modules} modules`);
  assert.ok(report.imports > 100, `read only ${report.imports} imports`);
  const lines = report.findings.map(({ rule, where, why }) => `${where} ${why} [${rule}]`);
  assert.deepEqual(lines, [], `\n${lines.join('\n')}\n`);
});

/** A small house that is in order, from the top down. */
const LAYERS: readonly (readonly [path: string, text: string])[] = [
  [
    'src/main.ts',
    "import { start } from '#app/start.ts';\nimport { port } from '#config.ts';\nstart(port);\n",
  ],
  ['src/app/start.ts', "import { door } from '#rooms/posts/client-api.ts';\nexport const start = door;\n"],
  ['src/rooms/posts/index.ts', "export { decide } from '#rooms/posts/rules/decide.ts';\n"],
  ['src/pages/layout.ts', "import { open } from '#machinery/open.ts';\nexport const page = open;\n"],
  ['src/machinery/open.ts', "import { view } from '#view/view.ts';\nexport const open = view;\n"],
  ['src/view/view.ts', "import { log } from '#log/log.ts';\nexport const view = log;\n"],
  ['src/log/log.ts', "import { id } from '#values/ids.ts';\nexport const log = id;\n"],
  ['src/values/ids.ts', 'export const id = 1;\nexport type Id = number;\n'],
];
const REST: Readonly<Record<string, string>> = {
  'src/config.ts': 'export const port = Number(process.env.PORT);\n',
  'src/rooms/posts/client-api.ts':
    "import { page } from '#pages/layout.ts';\nexport const door = () => page;\n",
  'src/rooms/posts/rules/decide.ts':
    "import type { Id } from '#values/ids.ts';\nexport const decide = (id: Id) => id;\n",
  'src/rooms/posts/events.ts': 'export const posted = 1;\n',
  'src/rooms/posts/store.ts': "export const all = (db: Db) => db.prepare('SELECT 1');\n",
  'src/rooms/people/index.ts':
    "import { decide } from '#rooms/posts/index.ts';\nexport const person = decide(1);\n",
  'src/rooms/people/store.ts': 'export const row = 1;\n',
  'src/rooms/media/index.ts': 'export type Picture = string;\n',
  'tests/posts.test.ts': "import '#app/start.ts';\n",
};

let root: string;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'rooftop-tidy-'));
  for (const [path, text] of [...LAYERS, ...Object.entries(REST)]) put(path, text);
});
after(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Adds a text to a file of the small house, looks what the checker says, and takes it away again. */
function plant(path: string, text: string): readonly string[] {
  const old = [...LAYERS, ...Object.entries(REST)].find(([name]) => name === path)?.[1];
  put(path, `${old ?? ''}${text}\n`);
  try {
    return checkTree(root).findings.map((finding) => finding.rule);
  } finally {
    if (old === undefined) rmSync(join(root, path));
    else put(path, old);
  }
}

test('a house in order is not complained of', () => {
  assert.deepEqual(checkTree(root).findings, []);
});

test('an import against each arrow is caught, by value, by type, as re-export and on demand', () => {
  for (const [low, [path]] of LAYERS.entries())
    for (const [target] of LAYERS.slice(0, low)) {
      const at = target.replace('src/', '#');
      for (const line of [
        `import { x } from '${at}';`,
        `import type { x } from '${at}';`,
        `export { x } from '${at}';`,
        `export const x = () => import('${at}');`,
      ])
        assert.ok(plant(path, line).includes('arrow'), `${line} in ${path}`);
    }
});

test('each saying outside its place is caught', () => {
  for (const saying of SAYINGS)
    assert.ok(plant('src/rooms/people/index.ts', saying.example).includes('said-only-in'), saying.what);
});

test('each saying is caught in rules, comments and strings are not', () => {
  for (const saying of NOT_IN_RULES) {
    assert.ok(plant('src/rooms/posts/rules/decide.ts', saying.example).includes('pure-rules'), saying.what);
    const hidden = `// ${saying.example}\n/* ${saying.example} */\nexport const s = \`${saying.example}\`;`;
    assert.deepEqual(plant('src/rooms/posts/rules/decide.ts', hidden), [], saying.what);
  }
});

test('each forbidden word is caught', () => {
  for (const { what, example } of IN_TEXTS) {
    assert.ok(plant('docs/notes.md', example).includes('forbidden-words'), what);
    assert.ok(plant('src/values/ids.ts', `// ${example}`).includes('forbidden-words'), what);
  }
  for (const { what, example } of IN_CODE)
    assert.ok(plant('tests/posts.test.ts', example).includes('forbidden-words'), what);
});

const PLANTED: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['config', 'src/machinery/open.ts', "import { port } from '#config.ts';"],
  ['config', 'src/rooms/posts/client-api.ts', "import { port } from '#config.ts';"],
  ['desk', 'src/rooms/people/index.ts', "import { row } from '#rooms/posts/store.ts';"],
  ['desk', 'src/rooms/people/index.ts', "import { row } from '../posts/store.ts';"],
  ['room-cycle', 'src/rooms/posts/client-api.ts', "import { person } from '#rooms/people/index.ts';"],
  ['room-cycle', 'src/rooms/posts/client-api.ts', "import type { person } from '#rooms/people/index.ts';"],
  [
    'file-cycle',
    'src/rooms/posts/rules/decide.ts',
    "import { decide } from '#rooms/posts/rules/decide-more.ts';",
  ],
  ['furniture', 'src/rooms/posts/rules/decide.ts', "import { all } from '#rooms/posts/store.ts';"],
  ['furniture', 'src/rooms/posts/rules/decide.ts', "import { person } from '#rooms/people/index.ts';"],
  ['furniture', 'src/rooms/posts/rules/decide.ts', "import { view } from '#view/view.ts';"],
  ['furniture', 'src/rooms/posts/rules/decide.ts', "import { readFileSync } from 'node:fs';"],
  ['furniture', 'src/rooms/posts/events.ts', "import { all } from '#rooms/posts/store.ts';"],
  ['furniture', 'src/rooms/posts/store.ts', "import { open } from '#machinery/open.ts';"],
  ['furniture', 'src/pages/browser/live.ts', "import { page } from '#pages/layout.ts';"],
  ['import', 'src/values/ids.ts', "import { gone } from '#values/gone.ts';"],
  ['import', 'src/values/ids.ts', 'export const load = (name: string) => import(name);'],
  ['import', 'src/values/ids.ts', "import { x } from '../../tests/posts.test.ts';"],
  ['no-layer', 'src/elsewhere/thing.ts', 'export const thing = 1;'],
  ['file-length', 'src/values/long.ts', 'export const a = 1;\n'.repeat(301)],
  ['function-length', 'src/values/long.ts', `export function long() {\n${'  call();\n'.repeat(61)}}`],
  ['function-length', 'src/values/long.ts', `export const long = () => {\n${'  call();\n'.repeat(61)}};`],
  ['file-name', 'src/values/text-utils.ts', 'export const x = 1;'],
  ['file-name', 'tests/helpers/x.ts', 'export const x = 1;'],
];

test('whatever else is planted is caught', () => {
  put('src/rooms/posts/rules/decide-more.ts', "export { decide } from '#rooms/posts/rules/decide.ts';\n");
  for (const [rule, path, text] of PLANTED)
    assert.ok(plant(path, text).includes(rule), `${rule}: ${text.slice(0, 80)} in ${path}`);
  rmSync(join(root, 'src/rooms/posts/rules/decide-more.ts'));
});

test('what is allowed is not complained of', () => {
  const inner = `  const inner = () => {\n${'    call();\n'.repeat(40)}  };\n`;
  for (const [path, text] of [
    ['src/rooms/posts/rules/decide.ts', "import type { Picture } from '#rooms/media/index.ts';"],
    ['src/values/long.ts', 'export const a = 1;\n'.repeat(299)],
    ['src/values/long.ts', `export function long() {\n${inner.repeat(2)}}`],
    ['src/values/ids.ts', "export const s = 'Date.now()'; // process.env, new Date()"],
    [
      'src/values/ids.ts',
      'export const r = /[/"]Math.random/; export const t = `$'.concat('{`a`} fetch(x)`;'),
    ],
  ] as const)
    assert.deepEqual(plant(path, text), [], text.slice(0, 80));
});
