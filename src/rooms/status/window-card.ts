import { html, type Markup } from '#pages/markup.ts';
import { endingOf, type MaintenanceWindow } from '#rooms/maintenance/index.ts';
import { partHeading } from '#rooms/status/part-heading.ts';
import { shorten } from '#rooms/status/rules/shorten.ts';
import type { Stage } from '#rooms/status/stage.ts';
import type { WindowNow } from '#rooms/status/views.ts';
import { windowOutcome } from '#rooms/status/window-outcome.ts';
import { earlierSlots, windowTimes } from '#rooms/status/window-times.ts';
import { iso } from '#values/time.ts';

/** Where many windows stand together each is told in short, characters; all of it is on its own page. */
const DESCRIPTION_SHORT_MOST = 280;
const UPDATE_SHORT_MOST = 200;
const MINUTE_MS = 60_000;

type CardOptions = {
  /** The card is the page: everything is shown, and the title stands above. */
  readonly whole: boolean;
  /** What else is to be said of it, by the page it stands on. */
  readonly more?: Markup | false | undefined;
};

/** Planned work as people read about it. */
export function windowCard(stage: Stage, seen: WindowNow, options: CardOptions): Markup {
  const { texts, links } = stage;
  const { window, phase } = seen;
  const t = texts.status;
  const { whole } = options;
  const description = whole ? window.description : shorten(window.description, DESCRIPTION_SHORT_MOST);
  const title = !whole && html`<h3><a href="${links.window(window.id)}"><bdi>${window.title}</bdi></a></h3>`;
  return html`<article class="work ${phase}" id="window-${window.id}"><header>${title}<span class="badge ${phase}">${
    t.state[phase]
  }</span></header><p>${expectation(stage, window)}</p>${standing(stage, seen)}${
    description !== '' && html`<p class="told-text" dir="auto">${description}</p>`
  }${windowTimes(stage, seen)}${earlierSlots(stage, seen, whole)}${windowOutcome(stage, seen, whole)}${updates(
    stage,
    seen,
    whole,
  )}${options.more}<p class="ways-on"><a href="${links.calendarOf(window.id)}">${t.calendar}</a>${
    whole && html`<a href="${links.requests}">${t.requests}</a>`
  }</p></article>`;
}

/** What kind of work it is, what to expect, and of which parts. */
export function expectation(
  { texts, say }: Stage,
  { kind, effect, parts, state }: MaintenanceWindow,
): string {
  const t = texts.status;
  const list = say.list(parts.map((part) => t.part[part]));
  const open = state === 'planned' || state === 'in-progress';
  const said = [`${t.kind[kind]}.`, open && t.effect[effect], parts.length > 0 && t.affected(list)];
  return said.filter((one) => one !== false).join(' ');
}

/** Whether it is late, takes longer, or how it ended. */
function standing(stage: Stage, { window, phase }: WindowNow): Markup | false {
  const t = stage.texts.status;
  const ending = endingOf(window);
  const note =
    phase === 'late'
      ? t.lateNote
      : phase === 'overrun'
        ? t.overrunNote
        : ending === undefined
          ? undefined
          : t.ending[ending];
  return note !== undefined && html`<p>${note} ${lengths(stage, window)}</p>`;
}

/** How long it was to take, and how long it took; nothing for work that never began. */
function lengths({ texts, say }: Stage, { startsAt, endsAt, startedAt, finishedAt }: MaintenanceWindow) {
  if (startedAt === null || finishedAt === null) return undefined;
  const minutes = (ms: number) => say.number(Math.round(ms / MINUTE_MS));
  return texts.status.took(minutes(endsAt - startsAt), minutes(finishedAt - startedAt));
}

/** What staff said, the newest first. */
function updates({ texts, say }: Stage, { updates: all }: WindowNow, whole: boolean): Markup | false {
  if (all.length === 0) return false;
  const shown = whole ? all.toReversed() : all.slice(-1);
  const short = (text: string) => (whole ? text : shorten(text, UPDATE_SHORT_MOST));
  const items = shown.map(
    ({ text, at }) =>
      html`<li><time class="note" datetime="${iso(at)}">${say.moment(at)}</time><p class="told-text" dir="auto">${short(text)}</p></li>`,
  );
  return html`<div>${partHeading(texts.status.updates, whole)}<ol class="told-list">${items}</ol></div>`;
}
