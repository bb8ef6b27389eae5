import { type Finding, lineOf, type Module, type TextFile } from './tree.ts';

type Word = { readonly what: string; readonly is: RegExp; readonly example: string };

/** What may stand nowhere, in code, tests, tools and documents alike. Examples are cut up, since they may not stand here. */
export const IN_TEXTS: readonly Word[] = [
  {
    what: 'a note to do something later',
    is: /\b(?:TO{1}DO|FIX{1}ME|X{3}|HA{1}CK)\b/,
    example: ['TO', 'DO: later'].join(''),
  },
  {
    what: 'a place on one machine',
    is: /(?<![\w.])\/(?:root|work|Users|home\/[a-z]+)\//,
    example: ['', 'root', 'notes.md'].join('/'),
  },
  {
    what: 'an address of a package registry',
    is: /\bregistry\.(?:npmjs|yarnpkg)\b|\/npm-registry\//,
    example: ['registry', 'npmjs', 'org'].join('.'),
  },
  {
    what: 'a lint suppression',
    is: /\bbiome{1}-ignore|\beslint{1}-disable|\boxlint{1}-disable|@ts-{1}(?:ignore|nocheck|expect-error)/,
    example: ['biome', 'ignore lint'].join('-'),
  },
];

/** What may not be said in code. */
export const IN_CODE: readonly Word[] = [
  {
    what: 'the type any',
    is: /\bas\s+any\b|:\s*any\s*[,;)=]|<any>|\bany\[\]|,\s*any\s*>/,
    example: 'export const rows = list as any;',
  },
  {
    what: 'a type forced twice',
    is: /\bas\s+unknown\s+as\b/,
    example: 'export const row = list as unknown as string;',
  },
  { what: 'a stop for debugging', is: /\bdebugger\b/, example: 'debugger;' },
  {
    what: 'a test run alone',
    is: /\b(?:test|it|describe|suite)\.only\b|\bonly:\s*true\b/,
    example: "test.only('this', () => {});",
  },
];

const VAGUE = /^(?:utils?|helpers?|commons?|managers?|services?|impl|misc|shared-?utils?|stuff)$/i;

export function checkWords(texts: readonly TextFile[], modules: readonly Module[]): Finding[] {
  return [
    ...texts.flatMap((file) => IN_TEXTS.flatMap(({ what, is }) => places(file.path, file.text, what, is))),
    ...modules.flatMap((module) =>
      IN_CODE.flatMap(({ what, is }) => places(module.path, module.code, what, is)),
    ),
    ...texts.flatMap(({ path }) => vagueName(path)),
  ];
}

function places(path: string, text: string, what: string, is: RegExp): Finding[] {
  return [...text.matchAll(new RegExp(is, `${is.flags}g`))].map((match) => ({
    rule: 'forbidden-words',
    where: `${path}:${lineOf(text, match.index)}`,
    why: what,
  }));
}

function vagueName(path: string): Finding[] {
  const vague = path.split(/[/.-]/).find((part) => VAGUE.test(part));
  return vague === undefined ? [] : [{ rule: 'file-name', where: path, why: `"${vague}" says nothing` }];
}
