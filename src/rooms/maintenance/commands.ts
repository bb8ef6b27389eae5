import {
  type CliArguments,
  type CliCommand,
  type CliContext,
  type OptionSpec,
  optional,
  UsageError,
} from '#machinery/command-line/command.ts';
import { finishWindow, startWindow } from '#rooms/maintenance/carry-out.ts';
import { boundWindow, cancelWindow, updateWindow } from '#rooms/maintenance/change-window.ts';
import { moveWindow } from '#rooms/maintenance/move-window.ts';
import { planWindow } from '#rooms/maintenance/plan-window.ts';
import { readBounds, readMove, readPlan } from '#rooms/maintenance/read-plan.ts';
import { EFFECTS, KINDS, PARTS } from '#rooms/maintenance/rules/window.ts';
import { seeWindow, windows } from '#rooms/maintenance/views.ts';
import { toSeenWindow, toWindow } from '#rooms/maintenance/window-form.ts';
import { writeSeen, writeWindow } from '#rooms/maintenance/write-window.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const JSON_OPTION: OptionSpec = { type: 'boolean', meaning: 'as JSON' };
const TIME = 'RFC 3339 (2026-06-16T21:00Z), or local time of --zone (2026-06-16 14:00)';
const SLOT: Readonly<Record<string, OptionSpec>> = {
  starts: { type: 'string', meaning: `start: ${TIME}` },
  ends: { type: 'string', meaning: `end: ${TIME}` },
  zone: { type: 'string', meaning: 'time zone of local times, an IANA name like America/Los_Angeles' },
  'even-though': { type: 'boolean', meaning: 'although it overlaps other work; goes on the record' },
};
const BOUNDS: Readonly<Record<string, OptionSpec>> = {
  earliest: { type: 'string', meaning: 'it may not start before' },
  latest: { type: 'string', meaning: 'it must be over by' },
};
const REASON: Readonly<Record<string, OptionSpec>> = {
  reason: { type: 'string', meaning: 'why; shown in public' },
};

/** The names under which rules refuse, as options are called. */
const OPTIONS: Readonly<Record<string, string>> = {
  startsAt: 'starts',
  endsAt: 'ends',
  evenThough: 'even-though',
};

function slotIn(args: CliArguments) {
  return {
    startsAt: optional(args, 'starts'),
    endsAt: optional(args, 'ends'),
    zone: optional(args, 'zone'),
    evenThough: args.values['even-though'] === true,
  };
}

function boundsIn(args: CliArguments) {
  return {
    earliest: optional(args, 'earliest'),
    latest: optional(args, 'latest'),
    zone: optional(args, 'zone'),
  };
}

function idIn({ positionals: [text, ...rest] }: CliArguments): number {
  const id = parseId(text);
  if (id === undefined || rest.length > 0) throw new UsageError('one number of a window is needed');
  return id;
}

/** Shows a window as it is now. */
function show({ house, print }: CliContext, args: CliArguments, id: number): number {
  const seen = seeWindow(house.view(), id);
  if (!seen) throw new Refusal('not-found', `There is no window ${id}`);
  const now = house.world.now();
  print(args.values['json'] ? JSON.stringify(toSeenWindow(seen, now)) : writeSeen(seen, now));
  return 0;
}

/** A refusal names its option, as one would have to write it. */
async function naming<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof Refusal) || error.field === undefined) throw error;
    throw new Refusal(error.kind, `--${OPTIONS[error.field] ?? error.field}: ${error.message}`, error.field);
  }
}

const list: CliCommand = {
  name: 'maintenance list',
  usage: '[--json]',
  summary: 'Lists windows of planned work: under way, planned, over.',
  options: { json: JSON_OPTION },
  async run({ house, print }, args) {
    const now = house.world.now();
    const all = windows(house.view());
    if (args.values['json']) print(JSON.stringify(all.map((one) => toWindow(one, now))));
    else for (const one of all) print(writeWindow(one, now));
    return 0;
  },
};

const plan: CliCommand = {
  name: 'maintenance plan',
  usage: '--title T --starts TIME --ends TIME [--effect E --parts a,b] [--json]',
  summary: 'Plans work and announces it. Everything said here is public and goes on the record.',
  options: {
    title: { type: 'string', meaning: 'what it is, in a line' },
    description: { type: 'string', meaning: 'what will be done' },
    kind: { type: 'string', meaning: `${KINDS.join(', ')} (upgrade)` },
    effect: { type: 'string', meaning: `what people will notice: ${EFFECTS.join(', ')} (none)` },
    parts: { type: 'string', meaning: `affected, with commas between: ${PARTS.join(', ')}` },
    ...SLOT,
    ...BOUNDS,
    notice: { type: 'string', meaning: "number of the provider's notice it follows" },
    automatic: { type: 'boolean', meaning: 'start and finish by the clock' },
    json: JSON_OPTION,
  },
  async run(context, args) {
    if (args.positionals.length > 0) throw new UsageError('a text with spaces needs quotes');
    const words = (name: string) => optional(args, name);
    const parts = (words('parts') ?? '').split(',').map((part) => part.trim());
    const typed = {
      ...{ kind: words('kind'), title: words('title'), description: words('description') },
      ...{ effect: words('effect'), parts: parts.filter((part) => part !== ''), notice: words('notice') },
      ...slotIn(args),
      ...boundsIn(args),
      automatic: args.values['automatic'] === true,
    };
    const { id } = await naming(async () => planWindow(context.house, readPlan(typed)));
    return show(context, args, id);
  },
};

type Deed = (context: CliContext, args: CliArguments, id: number) => Promise<void>;

/** A command that does something to one window and shows it. */
function deed(
  name: string,
  [usage, summary]: readonly [string, string],
  options: Readonly<Record<string, OptionSpec>>,
  carryOut: Deed,
): CliCommand {
  return {
    name: `maintenance ${name}`,
    usage: `NUMBER ${usage} [--json]`.replace('  ', ' '),
    summary,
    options: { ...options, json: JSON_OPTION },
    async run(context, args) {
      const id = idIn(args);
      await naming(async () => carryOut(context, args, id));
      return show(context, args, id);
    },
  };
}

const reasonIn = (args: CliArguments) => optional(args, 'reason') ?? '';

export const cli: readonly CliCommand[] = [
  list,
  plan,
  deed('show', ['', 'Shows a window with every slot it had and what came of it.'], {}, async () => {}),
  deed(
    'move',
    [
      '--starts TIME --ends TIME --reason WHY',
      'Moves a window, within its bounds, and tells everybody again.',
    ],
    { ...SLOT, ...REASON },
    ({ house }, args, id) => moveWindow(house, id, readMove({ ...slotIn(args), reason: reasonIn(args) })),
  ),
  deed(
    'bounds',
    ['[--earliest TIME] [--latest TIME] --reason WHY', 'Publishes other bounds of a window.'],
    { ...BOUNDS, zone: SLOT['zone']!, ...REASON },
    ({ house }, args, id) => boundWindow(house, id, readBounds(boundsIn(args)), reasonIn(args)),
  ),
  deed('start', ['', 'Starts the work.'], {}, ({ house }, _args, id) => startWindow(house, id)),
  deed(
    'finish',
    ['', 'Finishes the work; what was measured is published soon after.'],
    {},
    ({ house }, _args, id) => finishWindow(house, id),
  ),
  deed(
    'cancel',
    ['--reason WHY', 'Cancels the work, also while it is under way.'],
    REASON,
    ({ house }, args, id) => cancelWindow(house, id, reasonIn(args)),
  ),
  deed(
    'update',
    ['--text TEXT', 'Says something in public about a window.'],
    { text: { type: 'string', meaning: 'what to say' } },
    ({ house }, args, id) => updateWindow(house, id, optional(args, 'text') ?? ''),
  ),
];
