import { type CliCommand, UsageError } from '#machinery/command-line/command.ts';
import { collectFiles, readBytes } from '#rooms/notices/collect-files.ts';
import { foretell } from '#rooms/notices/foretell.ts';
import { type MessageRow, messageStore } from '#rooms/notices/message-store.ts';
import { type NoticeJson, toJson } from '#rooms/notices/notice-form.ts';
import { type TakenNotice, takeNotices } from '#rooms/notices/take-notice.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';

type Standing = MessageRow['standing'];
type Imported = NoticeJson & {
  readonly source: string;
  readonly standing: Standing;
  readonly notice: string | null;
  readonly message: string | null;
};

export const importCommand: CliCommand = {
  name: 'maintenance import',
  usage: 'PATH… [--json] [--dry-run]',
  summary:
    "Takes in providers' notices: calendars and mails, files or folders. They never change our own plan.",
  options: {
    'dry-run': { type: 'boolean', meaning: 'only tell what they say and what would become of them' },
    json: { type: 'boolean', meaning: 'one JSON array, an object for each event' },
  },
  async run({ house, print, progress }, args) {
    if (args.positionals.length === 0) throw new UsageError('Which notices? Name at least one path.');
    const dryRun = args.values['dry-run'] === true;
    const files = await filesIn(args.positionals);
    const taken: { readonly path: string; readonly all: readonly TakenNotice[] }[] = [];
    for (const [i, path] of files.entries()) {
      progress(`${i + 1} of ${files.length}`);
      taken.push({ path, all: await takeNotices(house, await readBytes(path), path, { dryRun }) });
    }
    progress('');
    const imported = describe(house.view(), taken, dryRun);
    if (args.values['json'] === true) print(JSON.stringify(imported));
    else for (const one of imported) print(lineOf(one));
    return 0;
  },
};

async function filesIn(paths: readonly string[]): Promise<readonly string[]> {
  try {
    return await collectFiles(paths);
  } catch (error) {
    throw new Refusal('not-found', error instanceof Error ? error.message : 'a path is not there');
  }
}

/** Each event with where it stands now that all have been taken. */
function describe(
  view: View,
  files: readonly { readonly path: string; readonly all: readonly TakenNotice[] }[],
  dryRun: boolean,
): readonly Imported[] {
  const foretold = dryRun
    ? foretell(
        view,
        files.map(({ all }) => all.map(({ read }) => read)),
      )
    : [];
  const store = view.of(messageStore);
  return files.flatMap(({ path, all }, i) =>
    all.map(({ read, taken }, j): Imported => {
      const standing = taken ? store.byId(taken.messageId)?.standing : foretold[i]?.[j];
      return {
        ...toJson(read, path),
        source: path,
        standing: standing ?? 'quarantined',
        notice: taken?.noticeId == null ? null : String(taken.noticeId),
        message: taken ? String(taken.messageId) : null,
      };
    }),
  );
}

function lineOf(one: Imported): string {
  if ('quarantined' in one) return `${one.source}\tquarantined: ${one.reason}`;
  const { provider, maintenanceIds, status, start, end, standing, warnings } = one;
  const line = [one.source, provider, maintenanceIds[0], status ?? '-', `${start} to ${end}`, standing];
  return [line.join('\t'), ...warnings.map((warning) => `  ${warning}`)].join('\n');
}
