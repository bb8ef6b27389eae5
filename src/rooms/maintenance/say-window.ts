import { LANGUAGES, type PageLanguage, type Texts, textsOf } from '#pages/texts/index.ts';
import type { windowTold } from '#rooms/maintenance/keep-change.ts';
import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import type { Settings } from '#rooms/settings/index.ts';
import { escapeHtml } from '#values/html.ts';
import type { ShownZone } from '#values/shown-zones.ts';
import { zonedSpans } from '#values/zoned-times.ts';

/** What is told of a window at one of its steps. */
export type Told = NonNullable<(typeof windowTold)['body']>;

/** How it is told: the zones to say times in, where to read more, and the year in which no year is said. */
export type Telling = {
  readonly zones: readonly ShownZone[];
  readonly url: string;
  readonly now: number;
};

/** The languages of a server that its own words are written in: English when it speaks none of them. */
export function ownLanguages({ languages }: Pick<Settings, 'languages'>): readonly PageLanguage[] {
  const spoken = LANGUAGES.filter((one) => languages.some((tag) => tag.split('-')[0] === one));
  return spoken.length > 0 ? spoken : ['en'];
}

/** Where a window is told of in full. */
export function windowUrl(origin: string, id: number): string {
  return `${origin}/status/windows/${id}`;
}

/** The text of a post in one language; undefined for steps that nobody is told of by a post. */
export function postText(told: Told, language: PageLanguage, telling: Telling): string | undefined {
  const texts = textsOf(language);
  const head = headOf(told, texts, telling.now);
  if (head === undefined) return undefined;
  const spans = (slot: Slot) => spansOf(slot, language, telling).join('\n');
  const before = told.before && `${texts.maintenance.before}\n${spans(told.before)}`;
  const over = told.what === 'finished' || told.what === 'cancelled';
  const parts = [head, spans(told), before, over ? undefined : expectation(told, texts), telling.url];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

type Slot = { readonly startsAt: number; readonly endsAt: number };

/** The slot in each zone, with the date and hour that it is there. */
export function spansOf(
  { startsAt, endsAt }: Slot,
  language: PageLanguage,
  { zones, now }: Telling,
): string[] {
  return zonedSpans(startsAt, endsAt, zones, language, { now }).map(({ text }) => text);
}

function headOf(told: Told, texts: Texts, now: number): string | undefined {
  const { head } = texts.maintenance;
  switch (told.what) {
    case 'updated':
    case 'bounded':
    case 'measured':
      return undefined;
    case 'reminded':
      return now < told.startsAt ? head[reminderOf(told.startsAt - now)](told.title) : undefined;
    default:
      return head[told.what](told.title);
  }
}

function reminderOf(leftMs: number): 'day' | 'hour' | 'soon' {
  if (leftMs <= 30 * 60_000) return 'soon';
  return leftMs <= 3_600_000 ? 'hour' : 'day';
}

function expectation({ effect, parts }: Pick<Told, 'effect' | 'parts'>, texts: Texts): string {
  const { status } = texts;
  const named = parts.map((part) => status.part[part]).join(texts === textsOf('fa') ? '، ' : ', ');
  return parts.length === 0 ? status.effect[effect] : `${status.effect[effect]} ${status.affected(named)}`;
}

/** An announcement's content, as HTML, in every language the server speaks. */
export function announcementHtml(
  window: MaintenanceWindow,
  languages: readonly PageLanguage[],
  telling: Telling,
): string {
  return languages.map((language) => announcementIn(window, language, telling)).join('');
}

/** How far a window has come, in the words of the last thing that was said of it. */
function stepOf({
  state,
  lateSaid,
  overrunSaid,
}: MaintenanceWindow): 'planned' | 'late' | 'started' | 'overrun' {
  if (state === 'in-progress') return overrunSaid ? 'overrun' : 'started';
  return lateSaid ? 'late' : 'planned';
}

function announcementIn(window: MaintenanceWindow, language: PageLanguage, telling: Telling): string {
  const texts = textsOf(language);
  const head = texts.maintenance.head[stepOf(window)](window.title);
  const lines = [spansOf(window, language, telling), expectation(window, texts)].flat();
  const more = `<a href="${escapeHtml(telling.url)}" rel="nofollow noopener">${escapeHtml(telling.url)}</a>`;
  const paragraphs = [escapeHtml(head), lines.map(escapeHtml).join('<br>'), more];
  return paragraphs.map((html) => `<p lang="${language}" dir="auto">${html}</p>`).join('');
}
