import type { House } from '#machinery/house.ts';
import { type AdviceJson, toAdviceJson } from '#rooms/planner/advice-json.ts';
import { questionFrom } from '#rooms/planner/ask.ts';
import { type Advice, advise } from '#rooms/planner/rules/advise.ts';
import type { Question } from '#rooms/planner/rules/question.ts';
import { readWish, type TypedWish } from '#rooms/planner/rules/wish.ts';
import { settingsOf } from '#rooms/settings/index.ts';

export type Advised = { readonly question: Question; readonly advice: Advice; readonly json: AdviceJson };

/** What the planner advises on a wish. Refuses one that cannot be meant, naming the field. */
export function seeAdvice(house: House, typed: TypedWish): Advised {
  const view = house.view();
  const now = house.world.now();
  const question = questionFrom(view, readWish(typed, now), now);
  const advice = advise(question);
  return { question, advice, json: toAdviceJson(advice, question, settingsOf(view).status_zones) };
}
