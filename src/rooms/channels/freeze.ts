import { type House, submit } from '#machinery/house.ts';
import { freezesChanged } from '#rooms/channels/events.ts';
import { freezeStore } from '#rooms/channels/freeze-store.ts';
import { type FreezePeriod, NAME_MOST, oneLine } from '#rooms/channels/rules/channel.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

export const FREEZES_MOST = 200;
/** The longest time that one period may keep all work away. */
const LENGTH_MOST_MS = 92 * 86_400_000;
const OPERATOR = 'operator';

/** Forbids work for a time. Refuses a time that ends before it begins, and more than 92 days. */
export async function addFreeze(
  house: House,
  period: Omit<FreezePeriod, 'source'>,
  options: { readonly id?: string | undefined } = {},
): Promise<{ readonly id: number }> {
  return submit(house, addFreezeCommand, checkPeriod({ ...period, source: OPERATOR }), options);
}

function checkPeriod({ name, startsAt, endsAt, source }: FreezePeriod): FreezePeriod {
  const called = oneLine(name, NAME_MOST);
  if (called === '') throw new Refusal('invalid', 'A name is needed', 'name');
  if (!(startsAt < endsAt)) throw new Refusal('invalid', 'It must end after it begins', 'endsAt');
  if (endsAt - startsAt > LENGTH_MOST_MS)
    throw new Refusal('invalid', 'A time without work is at most 92 days long', 'endsAt');
  return { name: called, startsAt, endsAt, source: oneLine(source, NAME_MOST) };
}

export const addFreezeCommand = defineCommand('add-freeze/1', (ctx, body: FreezePeriod) => {
  const store = ctx.of(freezeStore);
  if (store.count() >= FREEZES_MOST)
    throw new Refusal('too-many', `There are at most ${FREEZES_MOST} times without work`);
  const id = ctx.randomId();
  store.add({ ...body, id });
  ctx.emit(freezesChanged, { source: body.source });
  return { id };
});

/** Lets work be done again in a time in which it was forbidden. */
export async function removeFreeze(house: House, id: number): Promise<void> {
  await submit(house, removeFreezeCommand, { id });
}

export const removeFreezeCommand = defineCommand('remove-freeze/1', (ctx, body: { readonly id: number }) => {
  const period = ctx.of(freezeStore).byId(body.id);
  if (!period) throw new Refusal('not-found', 'There is no such time without work');
  ctx.of(freezeStore).remove(body.id);
  ctx.emit(freezesChanged, { source: period.source });
  return {};
});

type Import = { readonly source: string; readonly periods: readonly FreezePeriod[] };

/** Takes times over from a calendar; those taken from the same source before are replaced. How many there are now. */
export async function importFreezes(
  house: House,
  given: string,
  periods: readonly Omit<FreezePeriod, 'source'>[],
): Promise<{ readonly imported: number }> {
  const source = oneLine(given, NAME_MOST);
  if (source === '' || source === OPERATOR) throw new Refusal('invalid', 'A source needs a name', 'source');
  const checked = periods.map((period) => checkPeriod({ ...period, name: period.name || source, source }));
  return submit(house, importFreezesCommand, { source, periods: checked });
}

export const importFreezesCommand = defineCommand('import-freezes/1', (ctx, { source, periods }: Import) => {
  const store = ctx.of(freezeStore);
  store.removeOf(source);
  if (store.count() + periods.length > FREEZES_MOST)
    throw new Refusal('too-many', `There are at most ${FREEZES_MOST} times without work`);
  for (const period of periods) store.add({ ...period, id: ctx.randomId() });
  ctx.emit(freezesChanged, { source });
  return { imported: periods.length };
});
