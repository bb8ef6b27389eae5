import type { FolderCommand } from '#machinery/command-line/command.ts';
import { examine } from '#machinery/operating/examine.ts';
import { viewRebuild } from '#machinery/operating/view-rebuild.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { askSupervisor } from '#machinery/roles/supervisor/desk.ts';
import type { Registry } from '#view/command.ts';
import { type Verified, verifyLog } from '#view/verify.ts';

const SHOWN_MOST = 20;

/** What operators can do with a data folder, whatever state it is in. */
export function folderCommands(registry: () => Registry): readonly FolderCommand[] {
  return [serve, upgrade, doctor, logVerify(registry), viewRebuild(registry)];
}

/** Only described here: it is started without loading the rest of the command line. */
const serve: FolderCommand = {
  name: 'serve',
  usage: '',
  summary: 'Runs the server until it is told to stop. The same as calling rooftop without a command.',
  async runInFolder() {
    throw new StartError(
      'serve takes no arguments; the environment says how, see docs/operating/settings.md',
    );
  },
};

const upgrade: FolderCommand = {
  name: 'upgrade',
  usage: '',
  summary:
    'Replaces the processes of the running server by fresh ones of the installed version, failing no request.',
  async runInFolder({ folder, print }) {
    const status = await askSupervisor(folder.desk, 'replace');
    if (!status) throw new StartError(`no server with several processes is running on ${folder.root}`);
    for (const { role, pid } of status.children) print(`${role} ${pid}`);
    return 0;
  },
};

const doctor: FolderCommand = {
  name: 'doctor',
  usage: '[--json]',
  summary:
    'Looks whether all is well: processes, log, view, faults, jobs, disk, clock. Exit code 1 when something is not.',
  options: { json: { type: 'boolean', meaning: 'one JSON object' } },
  async runInFolder({ folder, now, print }, { values }) {
    const findings = await examine(folder, now());
    if (values['json'] === true)
      print(JSON.stringify({ well: findings.every(({ well }) => well), findings }));
    else
      for (const { well, about, says } of findings)
        print(`${well ? 'ok  ' : 'look'}  ${about.padEnd(10)} ${says}`);
    return findings.every(({ well }) => well) ? 0 : 1;
  },
};

function logVerify(registry: () => Registry): FolderCommand {
  return {
    name: 'log verify',
    usage: '[--json]',
    summary:
      'Replays the log from the oldest kept snapshot into a fresh view and compares it with the live one, row by row.',
    options: { json: { type: 'boolean', meaning: 'one JSON object' } },
    async runInFolder({ folder, print, progress }, { values }) {
      const onProgress = (seq: number, upTo: number) => progress(`${seq} of ${upTo}`);
      const verified = await verifyLog({ paths: folder, registry: registry(), onProgress });
      progress('');
      if (values['json'] === true) print(JSON.stringify(verified));
      else for (const line of describe(verified)) print(line);
      return isWell(verified) ? 0 : 1;
    },
  };
}

function isWell({ broken, failed, differences }: Verified): boolean {
  return broken.length + failed.length + differences.length === 0;
}

function describe(verified: Verified): readonly string[] {
  const { from, upTo, broken, failed, differences } = verified;
  const some = <T>(what: string, all: readonly T[]) =>
    all.length === 0
      ? []
      : [`${all.length} ${what}`, ...all.slice(0, SHOWN_MOST).map((one) => `  ${JSON.stringify(one)}`)];
  return [
    `replayed entries ${from + 1} to ${upTo}`,
    ...some('entries whose hash does not follow from the entry before:', broken),
    ...some('entries that fail when they are replayed:', failed),
    ...some('differences between the replayed and the live view:', differences),
    ...(isWell(verified) ? ['the log and the view tell the same'] : []),
  ];
}
