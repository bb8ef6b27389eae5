import { type House, submit } from '#machinery/house.ts';
import { record } from '#rooms/ledger/index.ts';
import type { AdviceJson } from '#rooms/planner/advice-json.ts';
import { sha256 } from '#values/sha256.ts';
import { defineCommand } from '#view/command.ts';

type Body = {
  readonly sha256: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly feasible: number;
  readonly tzdata: string;
  readonly weights: readonly string[];
};

/** Puts an advice on the ledger: its hash, what came first, the weights it went by. Whoever has the advice can show it was this one. Its index. */
export async function keepAdvice(house: House, advice: AdviceJson): Promise<number> {
  const [first] = advice.candidates;
  const body: Body = {
    sha256: sha256(JSON.stringify(advice)).toString('hex'),
    first: first?.starts_at ?? null,
    last: first?.ends_at ?? null,
    feasible: advice.feasible,
    tzdata: advice.tzdata,
    weights: advice.groups.map(({ name, weight }) => `${name}=${weight}`),
  };
  return (await submit(house, keepAdviceCommand, body)).index;
}

export const keepAdviceCommand = defineCommand('keep-advice/1', (ctx, body: Body) => {
  const { sha256, first, last, feasible, tzdata, weights } = body;
  const facts = { sha256, first, last, feasible, tzdata, weights };
  return { index: record(ctx, { kind: 'advice-given', about: 'planner', facts }) };
});
