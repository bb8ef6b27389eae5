import {
  type CliArguments,
  type CliCommand,
  type OptionSpec,
  optional,
  required,
  UsageError,
} from '#machinery/command-line/command.ts';
import type { House } from '#machinery/house.ts';
import { answerRequest } from '#rooms/requests/answer-request.ts';
import { numberOf } from '#rooms/requests/enter-commands.ts';
import { forgetContact, redactRequest } from '#rooms/requests/redact-request.ts';
import { releaseRequest, withholdRequest } from '#rooms/requests/release-request.ts';
import { numbersIn } from '#rooms/requests/rules/numbers.ts';
import { stateOf } from '#rooms/requests/rules/state.ts';
import { HIDING_REASONS, OUTCOMES, PROOFS } from '#rooms/requests/rules/words.ts';
import { toRequest } from '#rooms/requests/translate.ts';
import { verifyRequest } from '#rooms/requests/verify-request.ts';
import { seeRequest } from '#rooms/requests/views.ts';

/** What staff decide about requests. */

type Decision = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  readonly act: (house: House, number: number, args: CliArguments) => Promise<unknown>;
};

const REASON = { type: 'string', meaning: HIDING_REASONS.join(', ') } as const;

/** A command for one or several requests; prints each as everybody sees it afterwards. */
function decision({ name, usage, summary, options, act }: Decision): CliCommand {
  return {
    name: `requests ${name}`,
    usage: `NUMBER… ${usage} [--json]`.replace('  ', ' '),
    summary,
    options: { ...options, json: { type: 'boolean', meaning: 'one JSON object a request' } },
    async run({ house, print }, args) {
      if (args.positionals.length === 0) throw new UsageError('the number of a request is needed');
      for (const number of args.positionals.map(numberOf)) {
        await act(house, number, args);
        const seen = seeRequest(house.view(), number)!;
        if (args.values['json'] === true) print(JSON.stringify(toRequest(seen, house)));
        else print([number, seen.row.publication, stateOf(seen.row)].join('\t'));
      }
      return 0;
    },
  };
}

export const decisions: readonly CliCommand[] = [
  decision({
    name: 'release',
    usage: '',
    summary: 'Lets everybody read the words of a request; those of a confidential one on its day.',
    act: (house, number) => releaseRequest(house, number),
  }),
  decision({
    name: 'refuse',
    usage: '--reason REASON',
    summary: 'Refuses to publish the words of a request. That it came, and the reason, stay public.',
    options: { reason: REASON },
    act: (house, number, args) => withholdRequest(house, number, required(args, 'reason')),
  }),
  decision({
    name: 'verify',
    usage: '--how PROOF [--note TEXT]',
    summary: 'Says in public how it was verified who asks.',
    options: {
      how: { type: 'string', meaning: PROOFS.join(', ') },
      note: { type: 'string', meaning: 'a few words about it, public' },
    },
    act: (house, number, args) =>
      verifyRequest(house, number, { proof: required(args, 'how'), note: optional(args, 'note') ?? '' }),
  }),
  decision({
    name: 'answer',
    usage: '--outcome OUTCOME --text REASONS [--changes N,…] [--against N,…]',
    summary:
      'Answers a request in public, with reasons. What is granted names what was changed on the ledger.',
    options: {
      outcome: { type: 'string', meaning: OUTCOMES.join(', ') },
      text: { type: 'string', meaning: 'the reasons' },
      changes: { type: 'string', meaning: 'entries of the ledger where a bound or weight was changed' },
      against: { type: 'string', meaning: 'requests that it could not be reconciled with' },
    },
    act: (house, number, args) =>
      answerRequest(house, number, {
        outcome: required(args, 'outcome'),
        text: required(args, 'text'),
        changes: numbersIn(optional(args, 'changes') ?? '', 'changes'),
        against: numbersIn(optional(args, 'against') ?? '', 'against'),
      }),
  }),
  decision({
    name: 'redact',
    usage: '--reason REASON',
    summary: 'Takes the words of a request away for good, with the salts and the contact.',
    options: { reason: REASON },
    act: (house, number, args) => redactRequest(house, number, required(args, 'reason')),
  }),
  decision({
    name: 'forget',
    usage: '',
    summary: 'Forgets how to reach who asked.',
    act: (house, number) => forgetContact(house, number),
  }),
];
