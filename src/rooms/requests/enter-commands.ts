import {
  type CliArguments,
  type CliCommand,
  type CliContext,
  optional,
  required,
  UsageError,
} from '#machinery/command-line/command.ts';
import { namePetition } from '#rooms/requests/name-petition.ts';
import { type Received, receiveRequest } from '#rooms/requests/receive-request.ts';
import { wordOf } from '#rooms/requests/rules/draft.ts';
import { ASKERS, SECRET_REASONS, STAFF_WAYS, WISHES } from '#rooms/requests/rules/words.ts';
import { setDeadline } from '#rooms/requests/set-deadline.ts';

/** What staff put into the queue themselves. */

const JSON_OPTION = { type: 'boolean', meaning: 'one JSON object' } as const;
const WINDOW = { type: 'string', meaning: 'the window it is about' } as const;
const WISH = { type: 'string', meaning: `${WISHES.join(', ')} (other)` } as const;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

const add: CliCommand = {
  name: 'requests add',
  usage: '--way WAY --kind KIND --name NAME --text TEXT [--window N] [--wish WISH] …',
  summary:
    'Puts a request that reached staff by e-mail, telephone or letter into the same queue as all others.',
  options: {
    way: { type: 'string', meaning: STAFF_WAYS.join(', ') },
    kind: { type: 'string', meaning: ASKERS.join(', ') },
    name: { type: 'string', meaning: 'who asks, as claimed' },
    text: { type: 'string', meaning: 'what is asked, in their words' },
    window: WINDOW,
    wish: WISH,
    reached: { type: 'string', meaning: 'when it reached you, as 2009-06-15T20:00Z; marked as your word' },
    languages: { type: 'string', meaning: 'languages, as "fa, en"' },
    contact: { type: 'string', meaning: 'how to reach them; never published' },
    hashtag: { type: 'string', meaning: 'the hashtag of a petition' },
    opens: { type: 'string', meaning: 'confidential until this day, as 2026-12-31' },
    'secret-because': { type: 'string', meaning: `confidential without a day: ${SECRET_REASONS.join(', ')}` },
    json: JSON_OPTION,
  },
  async run(context, args) {
    const way = wordOf(STAFF_WAYS, required(args, 'way'), 'way');
    const reached = optional(args, 'reached');
    const draft = {
      asker: required(args, 'kind'),
      name: required(args, 'name'),
      text: required(args, 'text'),
      wish: optional(args, 'wish') ?? 'other',
      windowId: windowOf(args),
      languages: optional(args, 'languages') ?? '',
      contact: optional(args, 'contact') ?? '',
      hashtag: optional(args, 'hashtag') ?? '',
      opensOn: optional(args, 'opens') ?? '',
      secretBecause: optional(args, 'secret-because'),
    };
    const reachedAt = reached === undefined ? undefined : momentIn(reached);
    return tell(context, args, await receiveRequest(context.house, draft, { way, reachedAt }));
  },
};

const petition: CliCommand = {
  name: 'requests petition',
  usage: 'HASHTAG [--window N] [--wish WISH] [--text TEXT] [--json]',
  summary:
    'Puts a hashtag that people ask under into the queue; the accounts that use it are counted from then on.',
  options: {
    window: WINDOW,
    wish: WISH,
    text: { type: 'string', meaning: 'what the petition asks (the hashtag itself)' },
    json: JSON_OPTION,
  },
  async run(context, args) {
    const [hashtag, ...rest] = args.positionals;
    if (hashtag === undefined || rest.length > 0) throw new UsageError('one hashtag is needed');
    const wish = optional(args, 'wish') ?? 'other';
    const seen = { hashtag, wish, windowId: windowOf(args), text: optional(args, 'text') ?? '' };
    return tell(context, args, await namePetition(context.house, seen));
  },
};

const deadline: CliCommand = {
  name: 'requests deadline',
  usage: 'WINDOW TIME | WINDOW --none [--json]',
  summary:
    'Says until when the provider lets a window be changed; requests after that are refused by themselves.',
  options: { none: { type: 'boolean', meaning: 'take it back' }, json: JSON_OPTION },
  async run({ house, print }, { positionals, values }) {
    const [given, time, ...rest] = positionals;
    const none = values['none'] === true;
    if (given === undefined || (time === undefined) !== none || rest.length > 0)
      throw new UsageError('a window and a time are needed, or a window and --none');
    const windowId = numberOf(given);
    const at = time === undefined ? null : momentIn(time);
    await setDeadline(house, windowId, at);
    if (values['json'] === true) print(JSON.stringify({ window: windowId, deadline: time ?? null }));
    return 0;
  },
};

function tell({ house, print }: CliContext, args: CliArguments, received: Received): number {
  const { number, ledger } = received;
  const url = `${house.origin}/requests/${number}`;
  print(args.values['json'] === true ? JSON.stringify({ number, ledger, url }) : `${number}\t${url}`);
  return 0;
}

function windowOf(args: CliArguments): number | null {
  const given = optional(args, 'window');
  return given === undefined ? null : numberOf(given);
}

/** A whole number as it was typed. */
export function numberOf(text: string): number {
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new UsageError(`${text} is not a number`);
}

function momentIn(text: string): number {
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw new UsageError(`${text} is not a time with its offset, such as 2009-06-15T20:00Z`);
}

export const entries: readonly CliCommand[] = [add, petition, deadline];
