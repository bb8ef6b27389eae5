import { closeSync, existsSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { filesOf, syncFile, syncFolder } from '#view/durable-files.ts';
import { standingFile } from '#view/generations/files.ts';

/** Says durably that a view is not to be opened again: the next start sets it aside and rebuilds it. */
export function distrust(view: string): void {
  closeSync(openSync(markOf(view), 'w'));
  syncFile(markOf(view));
  syncFolder(dirname(view));
}

export function isDistrusted(view: string): boolean {
  return existsSync(markOf(view));
}

/** Says that what now stands under the name is good. */
export function trust(view: string): void {
  rmSync(markOf(view), { force: true });
  syncFolder(dirname(view));
}

/**
 * Moves a view and its WAL away, to be looked at until the retention ends. The mark goes first, so that a crash between
 * the renames cannot leave a view without the WAL it needs.
 */
export function setAside(view: string): void {
  distrust(view);
  const number = Math.max(0, ...setAsideOf(view).map((aside) => aside.number)) + 1;
  for (const { path, suffix } of filesOf(standingFile(view))) {
    renameSync(path, `${view}.set-aside-${number}${suffix}`);
  }
  syncFolder(dirname(view));
}

/**
 * Removes what was set aside (the last change of its name) before the moment: it holds what people have deleted
 * since.
 */
export function dropSetAside(view: string, beforeMs: number): void {
  for (const { path } of setAsideOf(view))
    if (statSync(path).ctimeMs < beforeMs) rmSync(path, { force: true });
}

function setAsideOf(view: string): readonly { readonly path: string; readonly number: number }[] {
  const start = `${basename(view)}.set-aside-`;
  const folder = dirname(view);
  return readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => ({
      path: join(folder, name),
      number: Number.parseInt(name.slice(start.length), 10) || 0,
    }));
}

function markOf(view: string): string {
  return `${view}.distrusted`;
}
