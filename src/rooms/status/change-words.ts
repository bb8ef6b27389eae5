import type { Texts } from '#pages/texts/index.ts';
import type { Change } from '#rooms/status/rules/change.ts';
import type { WindowNow } from '#rooms/status/views.ts';

/** What a change is called. */
export function changeWord(texts: Texts, { what }: Change): string {
  return texts.status.change[what];
}

/** What was said with a change: why it was moved or cancelled, what staff wrote. Undefined when nothing was. */
export function changeText({ sequence, what }: Change, seen: WindowNow): string | undefined {
  if (what === 'moved') return seen.slots.find((slot) => slot.sequence === sequence)?.reason ?? undefined;
  if (what === 'planned') return seen.window.description || undefined;
  if (what === 'measured') return undefined;
  return seen.updates.find((update) => update.sequence === sequence)?.text;
}

/** The slot it had before it was moved. */
export function slotBefore({ sequence, what }: Change, { slots }: WindowNow) {
  if (what !== 'moved') return undefined;
  return slots[slots.findIndex((slot) => slot.sequence === sequence) - 1];
}
