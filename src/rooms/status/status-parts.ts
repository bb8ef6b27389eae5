import { html, type Markup } from '#pages/markup.ts';
import type { ChannelState } from '#rooms/channels/index.ts';
import type { Stage } from '#rooms/status/stage.ts';
import type { Sheet, WindowNow } from '#rooms/status/views.ts';
import { windowCard } from '#rooms/status/window-card.ts';

/** The status page between its heading and its end: how it stands, then work under way, to come and over. */
export function statusSheet(stage: Stage, sheet: Sheet): Markup {
  const t = stage.texts.status;
  const { overall, active, planned, past } = sheet;
  return html`<p class="sheet sum ${overall}">${t.overall[overall]}</p>${group(stage, 'active', active)}${group(
    stage,
    'planned',
    planned,
  )}${group(stage, 'past', past)}${
    sheet.more && html`<p class="paging"><a href="${stage.links.history}">${t.allPast}</a></p>`
  }`;
}

function group(
  stage: Stage,
  name: 'active' | 'planned' | 'past',
  some: readonly WindowNow[],
): Markup | false {
  if (some.length === 0) return false;
  return html`<section class="works" aria-labelledby="${name}"><h2 id="${name}">${stage.texts.status[name]}</h2>${some.map(
    (seen) => windowCard(stage, seen, { whole: false }),
  )}</section>`;
}

/** How to be told, and what else is public about planned work. */
export function statusWays({ texts, links }: Stage): Markup {
  const t = texts.status;
  return html`<section class="sheet"><h2>${t.follow}</h2><p class="note">${t.followNote}</p><p class="ways-on"><a href="${links.calendar}">${t.calendarFeed}</a><a href="${links.feed}">${t.newsFeed}</a><a href="${links.data}">${t.data}</a></p><p class="ways-on"><a href="${links.requests}">${t.requests}</a><a href="${links.ledger}">${t.ledger}</a></p></section>`;
}

/** Other services that are watched, at most. */
const CHANNELS_SHOWN_MOST = 12;

/** How other services stand, in short: what is not known is said to be so. */
export function otherServices(stage: Stage, channels: readonly ChannelState[]): Markup | false {
  const shown = channels.filter((one) => one.shown && one.kind !== 'freezes').slice(0, CHANNELS_SHOWN_MOST);
  if (shown.length === 0) return false;
  const t = stage.texts.status;
  const items = shown.map(
    ({ channel, state, fetchedAt }) =>
      html`<li><bdi>${channel}</bdi> <span class="badge ${state}">${t.channel[state]}</span>${
        fetchedAt !== null && html` <span class="note">${t.channelAt(stage.say.moment(fetchedAt))}</span>`
      }</li>`,
  );
  return html`<section class="sheet"><h2>${t.channels}</h2><ul class="others">${items}</ul><p><a href="${stage.links.channels}">${t.board}</a></p></section>`;
}
