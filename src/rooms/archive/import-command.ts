import { type CliCommand, optional, UsageError } from '#machinery/command-line/command.ts';
import { type ArchiveReport, importArchives } from '#rooms/archive/import-archive.ts';
import { readArchives } from '#rooms/archive/read-archives.ts';

const EXAMPLES_MOST = 3;

export const importCommand: CliCommand = {
  name: 'import',
  usage: 'PATH… [--as USER] [--dry-run] [--json]',
  summary:
    'Imports archives of Twitter or Mastodon: folders, .zip or .tar.gz. Run again, it goes on where it was.',
  options: {
    as: { type: 'string', meaning: 'local account that all of it goes to; otherwise each archive gets one' },
    'dry-run': { type: 'boolean', meaning: 'only tell what would be done' },
    json: { type: 'boolean', meaning: 'end with one JSON object' },
  },
  async run({ house, print, progress }, args) {
    if (args.positionals.length === 0) throw new UsageError('Which archives? Name at least one path.');
    const dryRun = args.values['dry-run'] === true;
    progress('reading …');
    await using found = await readArchives(args.positionals);
    const reports = await importArchives(house, found.archives, {
      as: optional(args, 'as'),
      dryRun,
      progress,
    });
    progress('');
    if (args.values['json'] === true) print(JSON.stringify(summary(reports, found.problems, dryRun)));
    else
      for (const line of [...reports.flatMap((each) => linesOf(each, dryRun)), ...found.problems])
        print(line);
    return found.archives.length === 0 ? 1 : 0;
  },
};

function summary(reports: readonly ArchiveReport[], problems: readonly string[], dryRun: boolean) {
  const total = (pick: (report: ArchiveReport) => number) =>
    reports.reduce((sum, each) => sum + pick(each), 0);
  const all = (pick: (report: ArchiveReport) => ArchiveReport['skipped']) =>
    reports.flatMap((each) =>
      pick(each).map(({ sourceId, reason }) => ({ archive: each.place, id: sourceId, reason })),
    );
  return {
    imported: dryRun ? 0 : total((each) => each.imported),
    ...(dryRun ? { wouldImport: total((each) => each.imported) } : {}),
    already: total((each) => each.already),
    skipped: all((each) => each.skipped),
    remarks: all((each) => each.remarks),
    accounts: reports.map(({ place, username, made, imported, already }) => ({
      archive: place,
      username,
      made,
      imported: dryRun ? 0 : imported,
      already,
    })),
    problems: [
      ...problems,
      ...reports.flatMap((each) => each.problems.map((text) => `${each.place}: ${text}`)),
    ],
  };
}

function linesOf(report: ArchiveReport, dryRun: boolean): string[] {
  const verb = dryRun ? 'would be imported' : 'imported';
  const account = `@${report.username}${report.made ? (dryRun ? ' (would be made)' : ' (made now, unclaimed)') : ''}`;
  return [
    `${account} ← ${report.place}: ${report.imported} ${verb}, ${report.already} were here, ${report.skipped.length} left out`,
    ...byReason(report.skipped, 'left out'),
    ...byReason(report.remarks, 'kept, but'),
    ...report.problems.map((text) => `  ${text}`),
  ];
}

/** Each reason once, with how often and the first few. */
function byReason(remarks: ArchiveReport['skipped'], word: string): string[] {
  return [...Map.groupBy(remarks, (remark) => remark.reason)].map(([reason, all]) => {
    const examples = all.slice(0, EXAMPLES_MOST).map((remark) => remark.sourceId);
    return `  ${word} ${all.length}: ${reason} (${examples.join(', ')}${all.length > EXAMPLES_MOST ? ', …' : ''})`;
  });
}
