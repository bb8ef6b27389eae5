import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { codeOf, importsOf } from './scan.ts';

export type Link = {
  readonly specifier: string | undefined;
  /** The file of this repository it leads to, from its root; undefined for packages and what is built in. */
  readonly target: string | undefined;
  readonly missing: boolean;
  readonly typesOnly: boolean;
  readonly line: number;
};

export type Module = {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with comments, strings, templates and regular expressions blanked. */
  readonly code: string;
  readonly imports: readonly Link[];
};

export type TextFile = { readonly path: string; readonly text: string };

/** `where` is a path, with a line behind a colon where there is one. */
export type Finding = { readonly rule: string; readonly where: string; readonly why: string };

const WRITTEN = '{src,tests,tools,bench,docs,bin,.ci}/**/*';
const NOT_TEXT = /\.(?:png|jpe?g|gif|webp|avif|woff2?|ico|zip|gz|bin|db)$/i;

/** All TypeScript of these folders, read and taken apart. */
export function readModules(root: string, folder: string): Module[] {
  const paths = globSync(`${folder}/**/*.ts`, { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  return paths.toSorted().map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const code = codeOf(text);
    const imports = importsOf(text, code).map(({ specifier, typesOnly, at }) => ({
      specifier,
      typesOnly,
      line: lineOf(text, at),
      ...resolve(root, path, specifier),
    }));
    return { path, text, code, imports };
  });
}

/** Everything people wrote in this repository: code, tests, documents, settings of tools. */
export function readTexts(root: string): TextFile[] {
  const paths = [...globSync(WRITTEN, { cwd: root, withFileTypes: true })]
    .filter((entry) => entry.isFile() && !NOT_TEXT.test(entry.name))
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)));
  const atRoot = globSync('*.{md,json}', { cwd: root }).filter((path) => path !== 'package-lock.json');
  return [...paths, ...atRoot].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

function resolve(root: string, from: string, specifier: string | undefined) {
  const target = specifier?.startsWith('#')
    ? posix.join('src', specifier.slice(1))
    : specifier?.startsWith('.')
      ? posix.join(posix.dirname(from), specifier)
      : undefined;
  return { target, missing: target !== undefined && !existsSync(join(root, target)) };
}
