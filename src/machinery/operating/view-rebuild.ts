import type { FolderCommand } from '#machinery/command-line/command.ts';
import { askForGeneration } from '#machinery/control/ask-generation.ts';
import { takeLock } from '#machinery/lock.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import type { Registry } from '#view/command.ts';
import { type GenerationMade, type GenerationProgress, makeGeneration } from '#view/generations/make.ts';
import { openHouseFolder } from '#view/house-folder.ts';

const MEGABYTE = 1_048_576;

/** Lets operators write the view anew: by the running server, or by this process when none runs. */
export function viewRebuild(registry: () => Registry): FolderCommand {
  return {
    name: 'view rebuild',
    usage: '[--json]',
    summary:
      'Writes the view anew into a file of its own and puts it in place, which also gives unused space back. Posting and reading go on.',
    options: { json: { type: 'boolean', meaning: 'one JSON object' } },
    async runInFolder({ folder, print, progress }, { values }) {
      const onProgress = (far: GenerationProgress) => progress(describeProgress(far));
      const made =
        (await askForGeneration(folder.control, onProgress)) ??
        (await makeAlone(folder, registry(), onProgress, (what) => print(what)));
      progress('');
      print(values['json'] === true ? JSON.stringify(made) : describe(made));
      return 0;
    },
  };
}

async function makeAlone(
  folder: Folder,
  registry: Registry,
  onProgress: (progress: GenerationProgress) => void,
  onTold: (what: string, error?: unknown) => void,
): Promise<GenerationMade> {
  const lock = takeLock(folder.lock);
  if (!lock) throw new StartError(`a process holds ${folder.root} but takes no commands`);
  try {
    const house = await openHouseFolder({ paths: folder, registry, report: onTold });
    try {
      return await makeGeneration({
        ...house,
        paths: folder,
        registry,
        between: (work) => work(),
        reserveBytes: 0,
        share: 1,
        onProgress,
        onTorn: (error) => onTold('those who read the former view could not be told', error),
      });
    } finally {
      await house.close();
    }
  } finally {
    lock.release();
  }
}

function describeProgress(far: GenerationProgress): string {
  if ('behind' in far) return `catching up, ${far.behind} commands behind`;
  return `written ${megabytes(far.written)} of about ${megabytes(far.whole)} MB`;
}

function describe({ seq, bytesBefore, bytes, tookMs, swapMs }: GenerationMade): string {
  const took = `${(tookMs / 1000).toFixed(1)} s, ${swapMs.toFixed(1)} ms of them for the swap`;
  return `the view is new from ${seq} on: ${megabytes(bytesBefore)} MB before, ${megabytes(bytes)} MB now; ${took}`;
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0);
}
