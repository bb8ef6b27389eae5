import {
  type AnywhereCommand,
  type CliArguments,
  type CliCommand,
  type OptionSpec,
  optional,
  UsageError,
} from '#machinery/command-line/command.ts';
import { toEntryJson } from '#rooms/ledger/entry-json.ts';
import { keeping, ledgerAt, ledgerIn, type Source } from '#rooms/ledger/fetch-ledger.ts';
import { readHead, toHeadJson } from '#rooms/ledger/head.ts';
import { REFUSED } from '#rooms/ledger/publish.ts';
import { verify } from '#rooms/ledger/verify.ts';
import { entriesAbout, entriesFrom } from '#rooms/ledger/views.ts';
import { iso } from '#values/time.ts';

const JSON_OPTION: OptionSpec = { type: 'boolean', meaning: 'as JSON' };
const SHOWN_MOST = 1_000;

const head: CliCommand = {
  name: 'ledger head',
  usage: '[--json]',
  summary: 'Tells the head that was last signed, and whether the ledger is being signed.',
  options: { json: JSON_OPTION },
  async run({ house, print }, { values }) {
    const signed = await readHead(house.shelf);
    const refused = (await house.shelf.read(REFUSED))?.toString().trim();
    if (values['json'])
      print(JSON.stringify({ head: signed ? toHeadJson(signed) : null, refused: refused ?? null }));
    else {
      print(signed ? signed.note.trimEnd() : 'Nothing has been signed yet.');
      if (refused !== undefined) print(`It is not signed: ${refused}`);
    }
    return refused === undefined ? 0 : 1;
  },
};

const entries: CliCommand = {
  name: 'ledger entries',
  usage: '[--about THING] [--from INDEX] [--json]',
  summary: 'Lists what is on the ledger, oldest first.',
  options: {
    about: { type: 'string', meaning: 'only about this: window/123, request/4' },
    from: { type: 'string', meaning: 'from this index on' },
    json: JSON_OPTION,
  },
  async run({ house, print }, args) {
    const from = Number(optional(args, 'from') ?? 0);
    if (!Number.isSafeInteger(from) || from < 0) throw new UsageError('--from must be a whole number');
    const about = optional(args, 'about');
    const found =
      about === undefined
        ? entriesFrom(house.view(), from, SHOWN_MOST)
        : entriesAbout(house.view(), about).filter(({ index }) => index >= from);
    if (args.values['json']) print(JSON.stringify(found.map(toEntryJson)));
    else
      for (const { index, at, kind, about, facts } of found)
        print(`${index}  ${iso(at)}  ${kind}  ${about}  ${JSON.stringify(facts)}`);
    return 0;
  },
};

/** Works from anywhere: it needs the address of a server, or what was downloaded from one. */
export const verifyCommand: AnywhereCommand = {
  name: 'ledger verify',
  usage: 'URL [--keep FOLDER] | --offline FOLDER [--key KEY] [--seen FILE] [--json]',
  summary:
    'Checks a ledger from outside: its signature, every entry, and that it goes on from the head seen last time.',
  options: {
    keep: { type: 'string', meaning: 'a folder for what is fetched, to check it again with --offline' },
    offline: { type: 'string', meaning: 'a folder with downloaded files, while the server is silent' },
    key: { type: 'string', meaning: 'the key it must be signed with; otherwise the one it publishes' },
    seen: { type: 'string', meaning: 'a file that keeps the head seen last time' },
    json: JSON_OPTION,
  },
  async runAnywhere({ print, ...world }, args) {
    const [url] = args.positionals;
    const folder = optional(args, 'offline');
    if ((url === undefined) === (folder === undefined))
      throw new UsageError('give a URL or --offline FOLDER');
    const report = await verify({
      source: folder === undefined ? online(ledgerAt(url!, world), args) : ledgerIn(folder),
      key: optional(args, 'key'),
      seen: optional(args, 'seen'),
      withTexts: folder === undefined,
    });
    if (args.values['json']) print(JSON.stringify(report));
    else if (report.valid)
      print(
        `valid: ${report.origin}, ${report.size} entries, root ${report.root}, ${report.texts} texts\nkey ${report.verifier}`,
      );
    else for (const line of report.faults) print(`NOT VALID: ${line}`);
    return report.valid ? 0 : 1;
  },
};

function online(source: Source, args: CliArguments): Source {
  const folder = optional(args, 'keep');
  return folder === undefined ? source : keeping(source, folder);
}

export const cli: readonly CliCommand[] = [head, entries];
