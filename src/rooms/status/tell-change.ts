import type { Speaker } from '#pages/dates.ts';
import type { Texts } from '#pages/texts/index.ts';
import { changeText, changeWord, slotBefore } from '#rooms/status/change-words.ts';
import { outcomeWords } from '#rooms/status/outcome-words.ts';
import type { Change } from '#rooms/status/rules/change.ts';
import type { WindowNow } from '#rooms/status/views.ts';
import type { ShownZone } from '#values/shown-zones.ts';
import { zonedSpans } from '#values/zoned-times.ts';

/** In which words and zones feeds speak. */
export type FeedVoice = {
  readonly texts: Texts;
  readonly say: Speaker;
  readonly language: string;
  readonly zones: readonly ShownZone[];
};

/** A change as feeds tell it, line by line: the slot in each zone, the slot before, what was said, what to expect. */
export function tellChange(voice: FeedVoice, change: Change, seen: WindowNow): readonly string[] {
  const { texts } = voice;
  const t = texts.status;
  if (change.what === 'measured' && seen.outcome)
    return [`${t.outcome}:`, outcomeWords(texts, voice.say, seen.outcome)];
  const before = slotBefore(change, seen);
  const said = changeText(change, seen);
  return [
    ...spans(voice, change),
    ...(before ? [`${t.before}: ${spans(voice, before).join(' · ')}`] : []),
    ...(said === undefined ? [] : [change.what === 'moved' ? t.movedBecause(said) : said]),
    ...(isAhead(change) ? [t.effect[seen.window.effect]] : []),
  ];
}

/** A change in one line: what it is, and of which work. */
export function headChange({ texts }: FeedVoice, change: Change, { window }: WindowNow): string {
  return `${changeWord(texts, change)}: ${window.title}`;
}

function spans({ zones, language }: FeedVoice, slot: Pick<Change, 'startsAt' | 'endsAt'>): readonly string[] {
  const { startsAt, endsAt } = slot;
  return zonedSpans(startsAt, endsAt, zones, language, { years: true }).map(({ text }) => text);
}

function isAhead({ what }: Change): boolean {
  return what === 'planned' || what === 'moved' || what === 'started';
}
