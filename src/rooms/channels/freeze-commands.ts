import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CliCommand, type OptionSpec, UsageError } from '#machinery/command-line/command.ts';
import { toFreeze } from '#rooms/channels/channel-form.ts';
import { addFreeze, removeFreeze } from '#rooms/channels/freeze.ts';
import { freezeStore } from '#rooms/channels/freeze-store.ts';
import { readMoment } from '#rooms/channels/read-moment.ts';
import { fetchFreezes, takeFreezes } from '#rooms/channels/take-freezes.ts';
import { freezePeriods } from '#rooms/channels/views.ts';
import { parseId } from '#values/ids.ts';
import { iso } from '#values/time.ts';

const JSON_OPTION: OptionSpec = { type: 'boolean', meaning: 'as JSON' };
const FILE_MOST_BYTES = 5_000_000;

const add: CliCommand = {
  name: 'channels freeze add',
  usage: 'NAME START END [--json]',
  summary: 'Forbids work for a time: an election, a day on which people need the server most.',
  options: { json: JSON_OPTION },
  async run({ house, print }, { positionals, values }) {
    const [name, start, end, ...rest] = positionals;
    if (name === undefined || start === undefined || end === undefined || rest.length > 0)
      throw new UsageError('a name, a start and an end are needed, each in quotes if it has spaces');
    const period = { name, startsAt: readMoment(start, 'start'), endsAt: readMoment(end, 'end') };
    const { id } = await addFreeze(house, period);
    print(values['json'] ? JSON.stringify({ id: String(id) }) : String(id));
    return 0;
  },
};

const list: CliCommand = {
  name: 'channels freeze list',
  usage: '[--json]',
  summary: 'Lists the times in which no work may be done.',
  options: { json: JSON_OPTION },
  async run({ house, print }, { values }) {
    const view = house.view();
    const own = view.of(freezeStore).all();
    const imported = freezePeriods(view).filter(({ source }) => !own.some((one) => one.source === source));
    const all = [...own, ...imported];
    if (values['json']) print(JSON.stringify(all.map(toFreeze)));
    else
      for (const one of all)
        print([toFreeze(one).id ?? '-', iso(one.startsAt), iso(one.endsAt), one.source, one.name].join('\t'));
    return 0;
  },
};

const remove: CliCommand = {
  name: 'channels freeze remove',
  usage: 'NUMBER [--json]',
  summary: 'Lets work be done again in a time in which it was forbidden.',
  options: { json: JSON_OPTION },
  async run({ house, print }, { positionals: [text, ...rest], values }) {
    const id = parseId(text);
    if (id === undefined || rest.length > 0) throw new UsageError('one number is needed');
    await removeFreeze(house, id);
    if (values['json']) print(JSON.stringify({ removed: String(id) }));
    return 0;
  },
};

const take: CliCommand = {
  name: 'channels freeze import',
  usage: 'FILE-OR-ADDRESS [--source NAME] [--json]',
  summary: 'Takes times without work over from a calendar; done again, it replaces those of the same source.',
  options: {
    source: { type: 'string', meaning: 'what to call the source (the name of the file, or the address)' },
    json: JSON_OPTION,
  },
  async run({ house, print }, { positionals: [from, ...rest], values }) {
    if (from === undefined || rest.length > 0) throw new UsageError('one file or address is needed');
    const source = typeof values['source'] === 'string' ? values['source'] : undefined;
    const { imported } = /^https?:\/\//i.test(from)
      ? await fetchFreezes(house, from, source)
      : await takeFreezes(house, source ?? basename(from), await readText(from));
    print(values['json'] ? JSON.stringify({ imported }) : `${imported}`);
    return 0;
  },
};

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) throw new UsageError(`${path} cannot be read`);
  if (bytes.length > FILE_MOST_BYTES) throw new UsageError(`${path} is larger than 5 megabytes`);
  return bytes.toString('utf8');
}

export const freezeCommands: readonly CliCommand[] = [add, list, remove, take];
