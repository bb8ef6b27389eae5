import { type CliCommand, type OptionSpec, optional, UsageError } from '#machinery/command-line/command.ts';
import type { House } from '#machinery/house.ts';
import { addChannel, removeChannel } from '#rooms/channels/add-channel.ts';
import { toChannel } from '#rooms/channels/channel-form.ts';
import { freezeCommands } from '#rooms/channels/freeze-commands.ts';
import { CHANNEL_KINDS } from '#rooms/channels/rules/channel.ts';
import { type ChannelRow, channelStore } from '#rooms/channels/store.ts';
import { type KnownChannel, knownChannels } from '#rooms/channels/views.ts';
import { lookAndSay } from '#rooms/channels/watch.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';

const JSON_OPTION: OptionSpec = { type: 'boolean', meaning: 'as JSON' };

function named(house: House, name: string | undefined, rest: readonly string[]): ChannelRow {
  if (name === undefined || rest.length > 0) throw new UsageError('the name of one channel is needed');
  const row = house.view().of(channelStore).byName(name);
  if (!row) throw new Refusal('not-found', `There is no channel called ${name}`);
  return row;
}

function write(channel: KnownChannel, now: number): string {
  const { state, fault, fetchedAt, kind, url } = toChannel(channel, now, true);
  const parts = [channel.row.name, state, fault ?? '-', fetchedAt ?? 'never read', kind, url];
  const windows = channel.windows.map(
    ({ name, startsAt, endsAt, state: how }) => `    ${iso(startsAt)} to ${iso(endsAt)}, ${how}: ${name}`,
  );
  return [parts.join('\t'), ...windows].join('\n');
}

function show(house: House, print: (line: string) => void, json: unknown, ids?: readonly number[]): number {
  const now = house.world.now();
  const all = knownChannels(house.view()).filter(({ row }) => !ids || ids.includes(row.id));
  if (json) print(JSON.stringify(all.map((one) => toChannel(one, now, true))));
  else for (const one of all) print(write(one, now));
  return 0;
}

const add: CliCommand = {
  name: 'channels add',
  usage: 'KIND NAME URL [--every SECONDS] [--private] [--json]',
  summary: `Watches another service. Kinds: ${CHANNEL_KINDS.join(', ')} (a calendar of times without work).`,
  options: {
    every: { type: 'string', meaning: 'how often to look, in seconds (300)' },
    private: { type: 'boolean', meaning: 'not on the public board' },
    json: JSON_OPTION,
  },
  async run({ house, print }, args) {
    const [kind, name, url, ...rest] = args.positionals;
    if (kind === undefined || name === undefined || url === undefined || rest.length > 0)
      throw new UsageError('a kind, a name and an address are needed');
    const every = optional(args, 'every');
    if (every !== undefined && !/^\d{1,6}$/.test(every))
      throw new UsageError('--every is a number of seconds');
    const everyMs = every === undefined ? undefined : Number(every) * 1_000;
    const { id } = await addChannel(house, { kind, name, url }, { everyMs, shown: !args.values['private'] });
    return show(house, print, args.values['json'], [id]);
  },
};

const list: CliCommand = {
  name: 'channels list',
  usage: '[--json]',
  summary: 'Lists the services that are watched, with their state and planned work.',
  options: { json: JSON_OPTION },
  run: async ({ house, print }, { values }) => show(house, print, values['json']),
};

const remove: CliCommand = {
  name: 'channels remove',
  usage: 'NAME [--json]',
  summary: 'Watches a service no longer.',
  options: { json: JSON_OPTION },
  async run({ house, print }, { positionals: [name, ...rest], values }) {
    const row = named(house, name, rest);
    await removeChannel(house, row.id);
    if (values['json']) print(JSON.stringify({ removed: row.name }));
    return 0;
  },
};

const check: CliCommand = {
  name: 'channels check',
  usage: '[NAME] [--json]',
  summary: 'Looks at one channel, or at all of them, now. Exits with 1 when one is unknown.',
  options: { json: JSON_OPTION },
  async run({ house, print }, { positionals: [name, ...rest], values }) {
    const rows = name === undefined ? house.view().of(channelStore).all() : [named(house, name, rest)];
    for (const row of rows) await lookAndSay(house, row);
    const ids = rows.map(({ id }) => id);
    show(house, print, values['json'], ids);
    const states = rows.map(({ id }) => house.view().of(channelStore).byId(id)?.state);
    return states.includes('unknown') ? 1 : 0;
  },
};

export const cli: readonly CliCommand[] = [add, list, remove, check, ...freezeCommands];
