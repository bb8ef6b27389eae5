import { type CliArguments, type CliCommand, UsageError } from '#machinery/command-line/command.ts';
import { decisions } from '#rooms/requests/decide-commands.ts';
import { entries } from '#rooms/requests/enter-commands.ts';
import { stateOf } from '#rooms/requests/rules/state.ts';
import { queueForStaff, type StaffRequest, seeForStaff } from '#rooms/requests/staff-view.ts';
import { toRequest } from '#rooms/requests/translate.ts';
import { PAGE_MOST } from '#rooms/requests/views.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';

const list: CliCommand = {
  name: 'requests list',
  usage: '[--waiting] [--open] [--json]',
  summary: 'Lists the requests about planned maintenance, in order of arrival.',
  options: {
    waiting: { type: 'boolean', meaning: 'only those whose words nobody has looked at' },
    open: { type: 'boolean', meaning: 'only those that are not answered' },
    json: { type: 'boolean', meaning: 'one JSON array' },
  },
  async run({ house, print }, { values }) {
    const found: StaffRequest[] = [];
    for (let after = 0; ; ) {
      const page = queueForStaff(house, { after, limit: PAGE_MOST });
      found.push(...page.filter((one) => isWanted(one, values)));
      if (page.length < PAGE_MOST) break;
      after = page.at(-1)!.row.number;
    }
    if (values['json'] === true) print(JSON.stringify(found.map((one) => toRequest(one, house))));
    else for (const one of found) print(lineOf(one));
    return 0;
  },
};

function isWanted({ row }: StaffRequest, values: CliArguments['values']): boolean {
  if (values['waiting'] === true && (row.publication !== 'waiting' || row.checked === 1)) return false;
  return values['open'] !== true || stateOf(row) === 'open';
}

function lineOf({ row, written }: StaffRequest): string {
  const standing = row.proof === null ? 'claimed' : 'verified';
  const words = [row.publication, stateOf(row), written.name ?? '-'];
  return [row.number, iso(row.receivedAt), row.asker, standing, row.wish, ...words].join('\t');
}

const show: CliCommand = {
  name: 'requests show',
  usage: 'NUMBER [--json]',
  summary:
    'Shows a request with all that is not public: its words before they are released, and the contact.',
  options: { json: { type: 'boolean', meaning: 'one JSON object' } },
  async run({ house, print }, { positionals, values }) {
    const [given, ...rest] = positionals;
    if (given === undefined || rest.length > 0 || !/^\d{1,15}$/.test(given))
      throw new UsageError('the number of one request is needed');
    const request = seeForStaff(house, Number(given));
    if (!request) throw new Refusal('not-found', 'There is no request of this number');
    const { written, contact } = request;
    const whole = { ...toRequest(request, house), written, contact: contact ?? null };
    if (values['json'] === true) print(JSON.stringify(whole));
    else for (const [name, value] of Object.entries(whole)) print(`${name}: ${sayValue(value)}`);
    return 0;
  },
};

function sayValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const cli: readonly CliCommand[] = [list, show, ...entries, ...decisions];
