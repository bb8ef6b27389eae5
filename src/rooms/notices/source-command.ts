import { resolve } from 'node:path';
import { type CliCommand, UsageError } from '#machinery/command-line/command.ts';
import { addSource, noticeSources, removeSource } from '#rooms/notices/watch-source.ts';
import { iso } from '#values/time.ts';

export const sourceCommand: CliCommand = {
  name: 'maintenance source',
  usage: 'add | remove PATH-or-URL | list [--json]',
  summary: 'Watches a folder or the address of a calendar for notices.',
  options: { json: { type: 'boolean', meaning: 'as JSON' } },
  async run({ house, print }, { positionals: [action = 'list', place], values }) {
    if (action === 'add') await addSource(house, whole(place));
    else if (action === 'remove') await removeSource(house, whole(place));
    else if (action !== 'list') throw new UsageError('add, remove or list');
    const all = noticeSources(house.view());
    if (values['json'])
      print(
        JSON.stringify(
          all.map(({ kind, place: where, addedAt }) => ({ kind, place: where, addedAt: iso(addedAt) })),
        ),
      );
    else for (const one of all) print(`${one.kind}\t${one.place}`);
    return 0;
  },
};

function whole(place: string | undefined): string {
  if (place === undefined) throw new UsageError('a path or an address is needed');
  return /^https?:\/\//i.test(place) ? place : resolve(place);
}
