import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { filesOf, syncFolder } from '#view/durable-files.ts';

/**
 * The view's name is a file, or a link to one. Each generation lies under a name of its own, and so do its WAL and its
 * index: no connection can ever mix what belongs to two of them, and the link changes in one step.
 */
const SUFFIX = '.generation-';
const FIRST_TRIES = 100;
const REMOVE_AFTER_MS = 5_000;

/** The file that the view's name stands for now; the name itself while nothing is there. */
export function standingFile(view: string): string {
  try {
    return realpathSync(view);
  } catch {
    return view;
  }
}

/** Makes an empty file that nobody else is making a generation in. */
export function newGenerationFile(view: string): string {
  const last = Math.max(0, ...generationsOf(view).map(numberOf));
  for (let n = last + 1; n < last + FIRST_TRIES; n++) {
    const file = join(dirname(standingFile(view)), `${basename(view)}${SUFFIX}${n}`);
    try {
      closeSync(openSync(file, 'wx'));
      return file;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('too many generations are being made');
}

/** Lets the view's name stand for another generation from now on, durably: after a crash it is the old or the new one. */
export function placeGeneration(view: string, file: string): void {
  const link = linkBeside(view);
  rmSync(link, { force: true });
  symlinkSync(basename(file), link);
  renameSync(link, view);
  syncFolder(dirname(view));
}

/** Removes a generation that the view's name no longer stands for. Those who still read it go on with what they have open. */
export function removeGeneration(view: string, file: string): void {
  for (const { path, suffix } of filesOf(file))
    if (suffix !== '' || basename(file) !== basename(view)) rmSync(path, { force: true });
}

/** Removes a former generation when those who were just opening it have done so, unless the process ends before. */
export function removeLater(view: string, file: string, then: () => void = () => {}): void {
  setTimeout(() => {
    removeGeneration(view, file);
    then();
  }, REMOVE_AFTER_MS).unref();
}

/**
 * Removes what crashes left: half-made and former generations. Only while nobody else may be making one; and nothing while
 * the view's name stands for nothing, since a lost link must not cost the view too.
 */
export function sweepGenerations(view: string, keep?: string): void {
  if (!existsSync(view)) return;
  const present = basename(standingFile(view));
  const kept = [present, ...(keep === undefined ? [] : [basename(keep)])];
  for (const file of generationsOf(view)) if (!kept.includes(basename(file))) removeGeneration(view, file);
  if (present !== basename(view)) removeGeneration(view, view);
  rmSync(linkBeside(view), { force: true });
}

/** The generations in the folder, each once, also those of which only the WAL is left. */
function generationsOf(view: string): readonly string[] {
  const start = `${basename(view)}${SUFFIX}`;
  const names = readdirSync(dirname(view)).flatMap((name) => {
    const number = name.startsWith(start) ? /^\d+/.exec(name.slice(start.length)) : null;
    return number ? [`${start}${number[0]}`] : [];
  });
  return [...new Set(names)].map((name) => join(dirname(view), name));
}

function numberOf(file: string): number {
  return Number(file.slice(file.lastIndexOf(SUFFIX) + SUFFIX.length));
}

function linkBeside(view: string): string {
  return `${view}.link`;
}
