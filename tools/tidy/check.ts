import { checkArrows } from './arrows.ts';
import { checkCycles } from './cycles.ts';
import { checkSayings } from './said-only-in.ts';
import { checkSizes } from './size.ts';
import { type Finding, readModules, readTexts } from './tree.ts';
import { checkWords } from './words.ts';

export type Report = {
  /** How much was read, since a checker that reads nothing finds nothing. */
  readonly modules: number;
  readonly imports: number;
  readonly findings: readonly Finding[];
};

/** Checks the shape of the repository at `root`. */
export function checkTree(root: string): Report {
  const source = readModules(root, 'src');
  const others = ['tests', 'tools', 'bench'].flatMap((folder) => readModules(root, folder));
  return {
    modules: source.length,
    imports: source.reduce((sum, module) => sum + module.imports.length, 0),
    findings: [
      ...checkArrows(source),
      ...checkCycles(source),
      ...checkSayings(source),
      ...checkSizes([...source, ...others]),
      ...checkWords(readTexts(root), [...source, ...others]),
    ],
  };
}
