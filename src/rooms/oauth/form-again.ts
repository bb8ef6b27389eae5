import type { Call } from '#machinery/http/route.ts';
import type { Typed } from '#pages/parts/field.ts';
import { sayRefusal } from '#pages/say-refusal.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { Refusal } from '#values/refusal.ts';

/** A refused form comes back with what was typed and what was wrong; busy servers and faults are told as such. */
export function formAgain(
  call: Call,
  error: unknown,
  values: Readonly<Record<string, string | undefined>>,
): Typed {
  if (!(error instanceof Refusal) || error.kind === 'unavailable') throw error;
  const typed = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const problem = sayRefusal(screenOf(call).texts, error);
  return { values: Object.fromEntries(typed), problem, field: error.field };
}
