import { type CliArguments, type CliCommand, optional, UsageError } from '#machinery/command-line/command.ts';
import { chosenPosts, replay } from '#rooms/archive/replay.ts';
import { parseDuration, parseMoment } from '#rooms/archive/rules/replay-plan.ts';
import { Refusal } from '#values/refusal.ts';

export const replayCommand: CliCommand = {
  name: 'replay',
  usage: '[--tag TAG] [--from TIME] [--to TIME] [--speed N] [--max-gap 1s] [--url ADDRESS] [--json]',
  summary: 'Posts imported posts again, live, as their accounts, through the API of the running server.',
  options: {
    tag: { type: 'string', meaning: 'those with this hashtag' },
    from: {
      type: 'string',
      meaning: 'those written from then on: 2009-06-15 or 2009-06-15T21:45-07:00 (UTC without zone)',
    },
    to: { type: 'string', meaning: 'those written before then' },
    speed: { type: 'string', meaning: 'how many times faster than it was; 1 if not given' },
    'max-gap': { type: 'string', meaning: 'no pause is longer: 500ms, 1s, 2m' },
    url: { type: 'string', meaning: 'where the server answers, if not at its public address' },
    json: { type: 'boolean', meaning: 'end with one JSON object' },
  },
  async run({ house, print, progress }, args) {
    const tag = optional(args, 'tag');
    const from = moment(args, 'from');
    const to = moment(args, 'to');
    if (tag === undefined && from === undefined && to === undefined)
      throw new UsageError('What? Name a hashtag with --tag, or a time with --from and --to.');
    const pace = { speed: speedOf(args), maxGapMs: gapOf(args) };
    const posts = chosenPosts(house, { tag, from, to });
    if (posts.length === 0) throw new Refusal('not-found', 'No imported post fits');
    const report = await replay(house, posts, pace, urlOf(args) ?? house.origin, progress);
    progress('');
    if (args.values['json'] === true) print(JSON.stringify(report));
    else {
      print(`${report.replayed} of ${posts.length} posts were replayed`);
      for (const { id, reason } of report.failed) print(`  not ${id}: ${reason}`);
    }
    return report.failed.length === 0 ? 0 : 1;
  },
};

function moment(args: CliArguments, name: string): number | undefined {
  const text = optional(args, name);
  if (text === undefined) return undefined;
  const ms = parseMoment(text);
  if (ms === undefined)
    throw new UsageError(`--${name} must be a time like 2009-06-15 or 2009-06-15T21:45-07:00`);
  return ms;
}

function speedOf(args: CliArguments): number {
  const speed = Number(optional(args, 'speed') ?? 1);
  if (!Number.isFinite(speed) || speed <= 0) throw new UsageError('--speed must be a number above 0');
  return speed;
}

function gapOf(args: CliArguments): number {
  const text = optional(args, 'max-gap');
  const gap = text === undefined ? Number.MAX_SAFE_INTEGER : parseDuration(text);
  if (gap === undefined) throw new UsageError('--max-gap must be a duration like 500ms, 1s or 2m');
  return gap;
}

function urlOf(args: CliArguments): string | undefined {
  const text = optional(args, 'url');
  if (text === undefined) return undefined;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new UsageError('--url must be an address like http://localhost:3000');
  return new URL(text).origin;
}
