import { type CliCommand, type OptionSpec, optional, UsageError } from '#machinery/command-line/command.ts';
import type { AdviceJson } from '#rooms/planner/advice-json.ts';
import { keepAdvice } from '#rooms/planner/keep-advice.ts';
import { seeAdvice } from '#rooms/planner/views.ts';

const text = (meaning: string): OptionSpec => ({ type: 'string', meaning });

const advise: CliCommand = {
  name: 'maintenance advise',
  usage:
    '--length 90m [--earliest TIME] [--latest TIME] [--staff HOURS@ZONE] [--asked TIME] [--record] [--json]',
  summary: 'Ranks hours for planned work by the harm to those it would hurt most.',
  options: {
    length: text('how long it takes, like 90m or 2h'),
    earliest: text('it may not start before; RFC 3339, as in 2026-06-16T04:00Z'),
    latest: text('it must be over by'),
    deadline: text('what the provider cannot wait beyond'),
    notice: text('announced at least so long before, like 24h'),
    staff: text(
      'when somebody can do it: 09:00-16:00@America/Los_Angeles, :12345 behind it for Monday to Friday',
    ),
    risk: text('harm of each day of waiting, as a share of a usual day: 0.02'),
    asked: text('a start to judge beside the best ones'),
    window: text('number of a window that is to be moved; it does not stand in its own way'),
    record: { type: 'boolean', meaning: 'puts the advice on the ledger' },
    json: { type: 'boolean', meaning: 'as JSON' },
  },
  async run({ house, print }, args) {
    if (args.positionals.length > 0) throw new UsageError('give options only');
    const typed = Object.fromEntries(
      ['length', 'earliest', 'latest', 'deadline', 'notice', 'staff', 'risk', 'asked', 'window'].map(
        (name) => [name, optional(args, name)],
      ),
    );
    const { json } = seeAdvice(house, typed);
    if (args.values['record']) await keepAdvice(house, json);
    if (args.values['json']) print(JSON.stringify(json));
    else for (const line of linesOf(json)) print(line);
    return json.feasible > 0 ? 0 : 1;
  },
};

type CandidateJson = AdviceJson['candidates'][number];

function linesOf(advice: AdviceJson): string[] {
  const { feasible, considered, unread_channels: unread, asked } = advice;
  return [
    `${feasible} of ${considered} starts fulfil everything; zone rules ${advice.tzdata}.`,
    ...(unread.length > 0 ? [`Not known to be clear of: ${unread.join(', ')}.`] : []),
    ...advice.groups
      .filter(({ unknown }) => unknown !== null)
      .map(({ name, unknown }) => `${name}: unknown (${unknown}); waking hours stand in.`),
    ...advice.candidates.flatMap(candidateLines),
    ...(asked ? ['Asked about:', ...candidateLines(asked), `   in quarter ${asked.quarter} of 4`] : []),
    ...(feasible === 0 ? ['No start is feasible. In the way are:'] : []),
    ...advice.binding.map(({ constraint, starts }) => `   ${constraint}: ${starts} of ${considered} starts`),
    ...advice.relaxed.flatMap(({ constraint, best }) => [
      `Without ${constraint}, the best:`,
      ...candidateLines(best),
    ]),
  ];
}

function candidateLines({ rank, starts_at, ends_at, lost, broken, groups, local }: CandidateJson): string[] {
  const worst = groups
    .slice(0, 3)
    .map(
      ({ group, share, guessed }) => `${group} ${(share * 100).toFixed(1)} %${guessed ? ' (guessed)' : ''}`,
    );
  const why = lost === 'infeasible' ? ` not feasible: ${broken.join(', ')}` : lost ? ` lost by ${lost}` : '';
  return [
    `${rank}. ${starts_at} – ${ends_at}${why}`,
    `   cut off of a usual day: ${worst.join(', ')}`,
    ...local.map(({ text }) => `   ${text}`),
  ];
}

export const cli: readonly CliCommand[] = [advise];
