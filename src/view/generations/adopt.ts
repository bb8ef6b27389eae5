import { openDatabase } from '#log/sqlite.ts';
import { placeGeneration, removeLater, standingFile } from '#view/generations/files.ts';
import { positionStore } from '#view/position.ts';

/** Lets the view's name stand for a finished generation, before anybody writes, and tells those who read the former. */
export function adoptGeneration(
  view: string,
  file: string,
  report: (what: string, error?: unknown) => void,
): void {
  const former = standingFile(view);
  const old = openDatabase(former, { pragmas: ['wal_autocheckpoint = 0'] });
  try {
    old.of(positionStore).seq();
    placeGeneration(view, file);
    old.of(positionStore).retire();
  } catch (error) {
    if (standingFile(view) === former) throw error;
    report('those who read the former view could not be told', error);
  } finally {
    old.close();
  }
  removeLater(view, former);
}
