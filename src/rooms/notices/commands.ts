import { writeFile } from 'node:fs/promises';
import {
  type CliArguments,
  type CliCommand,
  type OptionSpec,
  optional,
  UsageError,
} from '#machinery/command-line/command.ts';
import { answerNotice, type NoticeAnswer } from '#rooms/notices/answer-notice.ts';
import { importCommand } from '#rooms/notices/import-command.ts';
import { linkNotices } from '#rooms/notices/link-notices.ts';
import { toCurrent, toMessage } from '#rooms/notices/notice-form.ts';
import { readMoment } from '#rooms/notices/rules/moment.ts';
import { settleNotice } from '#rooms/notices/settle-notice.ts';
import { sourceCommand } from '#rooms/notices/source-command.ts';
import { currentNotices, waitingMessages } from '#rooms/notices/views.ts';
import { parseId } from '#values/ids.ts';

const JSON_OPTION: OptionSpec = { type: 'boolean', meaning: 'as JSON' };

function numberIn(text: string | undefined, what: string): number {
  const id = parseId(text);
  if (id === undefined) throw new UsageError(`one number of a ${what} is needed`);
  return id;
}

const notices: CliCommand = {
  name: 'maintenance notices',
  usage: '[--waiting] [--json]',
  summary: "Lists providers' notices as they are accepted now, or the messages that wait for a person.",
  options: {
    waiting: { type: 'boolean', meaning: 'those that are quarantined or contradict each other' },
    json: JSON_OPTION,
  },
  async run({ house, print }, { values }) {
    const view = house.view();
    const rows = values['waiting']
      ? waitingMessages(view).map(toMessage)
      : currentNotices(view).map(toCurrent);
    if (values['json']) print(JSON.stringify(rows));
    else for (const row of rows) print(lineOf(row));
    return 0;
  },
};

/** One line: the number, where it stands, what it is. */
function lineOf(row: ReturnType<typeof toCurrent> | ReturnType<typeof toMessage>): string {
  const number = 'message' in row ? [row.message, row.standing] : [row.notice, row.status ?? '-'];
  if ('quarantined' in row) return [...number, row.source, row.reason].join('\t');
  const { provider, maintenanceIds, start, end, impact } = row;
  return [...number, provider, maintenanceIds[0], `${start} to ${end}`, impact].join('\t');
}

const SETTLE_FIELDS: readonly (readonly [string, string, string])[] = [
  ['provider', 'provider', 'who sent it'],
  ['account', 'account', 'our account there'],
  ['ids', 'maintenanceIds', 'maintenance ids, with commas between, the primary one first'],
  ['objects', 'objects', 'affected services, with commas between'],
  ['impact', 'impact', 'NO-IMPACT, REDUCED-REDUNDANCY, DEGRADED or OUTAGE'],
  ['status', 'status', 'TENTATIVE, CONFIRMED, CANCELLED, IN-PROCESS or COMPLETED'],
  ['start', 'start', 'RFC 3339, or local time of --zone'],
  ['end', 'end', 'RFC 3339, or local time of --zone'],
  ['zone', 'zone', 'the time zone that is confirmed for local times, like America/Los_Angeles'],
];

const settle: CliCommand = {
  name: 'maintenance settle',
  usage: 'MESSAGE [--discard WHY] [--zone ZONE] [--json]',
  summary: 'Settles a message that waits for a person: it counts, as completed here, or is discarded.',
  options: {
    discard: { type: 'string', meaning: 'it does not count, and why' },
    ...Object.fromEntries(SETTLE_FIELDS.map(([name, , meaning]) => [name, { type: 'string', meaning }])),
    json: JSON_OPTION,
  },
  async run({ house, print }, args) {
    const id = numberIn(args.positionals[0], 'message');
    const why = optional(args, 'discard');
    const typed = Object.fromEntries(SETTLE_FIELDS.map(([name, field]) => [field, optional(args, name)]));
    const { noticeId } = await settleNotice(
      house,
      id,
      why === undefined ? { accept: typed } : { discard: why },
    );
    print(
      args.values['json'] ? JSON.stringify({ notice: noticeId && String(noticeId) }) : `${noticeId ?? '-'}`,
    );
    return 0;
  },
};

const link: CliCommand = {
  name: 'maintenance link',
  usage: 'NOTICE OTHER [--replaces | --apart]',
  summary: 'Says that two notices tell of one harm, or that the first came in place of the other.',
  options: {
    replaces: { type: 'boolean', meaning: 'the first came in place of the other' },
    apart: { type: 'boolean', meaning: 'they have nothing to do with each other' },
  },
  async run({ house }, { positionals: [one, other], values }) {
    const kind = values['apart'] ? null : values['replaces'] ? 'replaces' : 'same-harm';
    await linkNotices(house, numberIn(one, 'notice'), numberIn(other, 'notice'), kind);
    return 0;
  },
};

const reply: CliCommand = {
  name: 'maintenance reply',
  usage: 'NOTICE --accept | --decline | --counter START END [--json]',
  summary: 'Writes our answer to a provider as a calendar for you to send. Its hash goes on the record.',
  options: {
    accept: { type: 'boolean', meaning: 'we accept the window' },
    decline: { type: 'boolean', meaning: 'we decline it' },
    counter: { type: 'string', meaning: 'we ask for another time: START, then END after it' },
    zone: { type: 'string', meaning: 'time zone of local times' },
    as: { type: 'string', meaning: 'the mail address that answers' },
    to: { type: 'string', meaning: 'whom to answer, when the notice names no ORGANIZER' },
    uid: { type: 'string', meaning: 'which of several windows' },
    out: { type: 'string', meaning: 'file to write the calendar to' },
    json: JSON_OPTION,
  },
  async run({ house, print }, args) {
    const noticeId = numberIn(args.positionals[0], 'notice');
    const options = { as: optional(args, 'as'), to: optional(args, 'to'), uid: optional(args, 'uid') };
    const { calendar, hash } = await answerNotice(house, noticeId, answerIn(args), options);
    const out = optional(args, 'out');
    if (out !== undefined) await writeFile(out, calendar);
    if (args.values['json']) print(JSON.stringify({ notice: String(noticeId), hash, calendar }));
    else print(out === undefined ? calendar.trimEnd() : `${out} ${hash}`);
    return 0;
  },
};

function answerIn(args: CliArguments): NoticeAnswer {
  const { accept, decline } = args.values;
  const counter = optional(args, 'counter');
  if ([accept === true, decline === true, counter !== undefined].filter(Boolean).length !== 1)
    throw new UsageError('one of --accept, --decline and --counter is needed');
  if (counter === undefined) return { kind: accept ? 'accepted' : 'declined' };
  const zone = optional(args, 'zone');
  const end = args.positionals[1];
  if (end === undefined) throw new UsageError('--counter needs a start and an end');
  return {
    kind: 'counter',
    startsAt: readMoment(counter, zone, 'counter'),
    endsAt: readMoment(end, zone, 'counter'),
  };
}

export const cli: readonly CliCommand[] = [importCommand, notices, settle, link, reply, sourceCommand];
