import { html, type Markup } from '#pages/markup.ts';
import { partHeading } from '#rooms/status/part-heading.ts';
import { shorten } from '#rooms/status/rules/shorten.ts';
import type { Stage } from '#rooms/status/stage.ts';
import type { WindowNow } from '#rooms/status/views.ts';
import { iso } from '#values/time.ts';
import { type ZonedTime, zonedSpans, zonedTimes } from '#values/zoned-times.ts';

/** An hour to an hour, in characters; longer ones name another day or an offset and may be broken into lines. */
const SHORT_MOST = 14;
/** A reason where many windows stand together, characters. */
const REASON_SHORT_MOST = 200;

/** When a window is, in each zone: as planned, and beside it what came of it. */
export function windowTimes(stage: Stage, { window }: WindowNow): Markup {
  const { texts, zones, locale, now } = stage;
  const { startsAt, endsAt, startedAt } = window;
  const t = texts.status;
  const planned = zonedSpans(startsAt, endsAt, zones, locale, { now });
  const actual = actualTimes(stage, window);
  const rows = planned.map(
    (time, i) =>
      html`<tr><th scope="row"><bdi>${time.place}</bdi></th><td>${cell(time, startsAt)}</td>${
        actual && html`<td>${cell(actual[i]!, startedAt ?? startsAt)}</td>`
      }</tr>`,
  );
  return html`<table class="slots"><thead><tr><th scope="col">${t.place}</th><th scope="col">${
    actual ? t.plannedTime : t.when
  }</th>${actual && html`<th scope="col">${t.actualTime}</th>`}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** The time that the work took, or when it began while it is under way; undefined before. */
function actualTimes(stage: Stage, window: WindowNow['window']): readonly ZonedTime[] | undefined {
  const { zones, locale, now, texts } = stage;
  const { startedAt, finishedAt } = window;
  if (startedAt === null) return undefined;
  if (finishedAt !== null) return zonedSpans(startedAt, finishedAt, zones, locale, { now });
  const since = zonedTimes(startedAt, zones, locale, { now });
  return since.map((time) => ({ ...time, time: texts.status.since(time.time) }));
}

function cell({ date, time }: ZonedTime, ms: number): Markup {
  return html`<time datetime="${iso(ms)}"><span class="day">${date}</span> <span class="hour${time.length <= SHORT_MOST ? ' short' : ''}">${time}</span></time>`;
}

/** The slots a window had before, struck out, each with the reason why it was given up; in short the last one. */
export function earlierSlots(stage: Stage, { slots }: WindowNow, whole: boolean): Markup | false {
  const { texts, zones, locale, now } = stage;
  if (slots.length < 2) return false;
  const items = slots.slice(0, -1).map((slot, i) => {
    const reason = slots[i + 1]?.reason ?? '';
    const times = zonedSpans(slot.startsAt, slot.endsAt, zones, locale, { now });
    return html`<li><ul>${times.map(
      ({ text }) => html`<li><s><time datetime="${iso(slot.startsAt)}">${text}</time></s></li>`,
    )}</ul><p>${texts.status.moved}: <bdi>${whole ? reason : shorten(reason, REASON_SHORT_MOST)}</bdi></p></li>`;
  });
  return html`<div class="earlier">${partHeading(texts.status.before, whole)}<ul class="told-list">${whole ? items.toReversed() : items.slice(-1)}</ul></div>`;
}
