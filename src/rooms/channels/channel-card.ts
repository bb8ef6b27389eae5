import { html, type Markup } from '#pages/markup.ts';
import type { Screen } from '#pages/screen.ts';
import type { ChannelStateName, ChannelWindow } from '#rooms/channels/rules/channel.ts';
import { daysOf } from '#rooms/channels/rules/history.ts';
import { freshState } from '#rooms/channels/rules/overlap.ts';
import type { PastState } from '#rooms/channels/store.ts';
import type { KnownChannel } from '#rooms/channels/views.ts';
import { iso } from '#values/time.ts';

/** States have a sign of their own, so that nobody needs colours. */
const SIGNS: Readonly<Record<ChannelStateName, string>> = {
  up: '●',
  maintenance: '◐',
  down: '✕',
  unknown: '?',
};
const DAYS = 90;
const WINDOWS_SHOWN_MOST = 5;

/** One service as the board shows it. */
export function channelCard(
  screen: Screen,
  channel: KnownChannel,
  history: readonly PastState[],
  more?: Markup,
): Markup {
  const { row } = channel;
  const state = freshState(row, screen.now);
  const name = html`<bdi>${row.name}</bdi>`;
  const title =
    row.kind === 'statuspage'
      ? html`<a href="${row.url}" rel="nofollow noopener noreferrer">${name}</a>`
      : name;
  return html`<article class="work channel ${state}"><header><h2>${title}</h2>${stateBadge(screen, channel, state)}</header><p class="note">${standing(
    screen,
    channel,
    state,
  )}</p>${theirWork(screen, channel, state)}${strip(screen, history)}${more}</article>`;
}

export function stateBadge({ texts }: Screen, { row }: KnownChannel, state: ChannelStateName): Markup {
  const t = texts.channels;
  const word = state === 'up' && row.kind === 'ical' ? t.quiet : t.state[state];
  return html`<span class="badge ${state}"><span aria-hidden="true">${SIGNS[state]}</span> ${word}</span>`;
}

/** Since when, why if it is unknown, and when it was last read. */
function standing({ texts, say }: Screen, { row }: KnownChannel, state: ChannelStateName): Markup {
  const t = texts.channels;
  const stale = state === 'unknown' && row.state !== 'unknown';
  const since = stale ? (row.fetchedAt ?? row.since) : row.since;
  const why = stale ? t.why.stale : row.fault !== null && t.why[whyOf(row.fault)];
  const read = row.fetchedAt === null ? t.neverRead : t.read(say.moment(row.fetchedAt));
  return html`<time datetime="${iso(since)}">${t.since(say.moment(since))}</time>. ${why} ${read}`;
}

const UNCLEAR = ['not-json', 'shape', 'no-calendar', 'times', 'repeats', 'too-many'];

function whyOf(fault: string): 'unreachable' | 'unclear' | 'refused' | 'waiting' {
  if (fault === 'not-yet') return 'waiting';
  if (fault === 'url' || fault === 'address') return 'refused';
  return UNCLEAR.includes(fault) ? 'unclear' : 'unreachable';
}

function theirWork(screen: Screen, { row, windows }: KnownChannel, state: ChannelStateName): Markup | false {
  const { texts, say, now } = screen;
  const t = texts.channels;
  if (row.kind === 'http') return false;
  const open = windows
    .filter((window) => window.endsAt > now && window.state !== 'completed')
    .toSorted((a, b) => a.startsAt - b.startsAt);
  const none = state === 'unknown' ? t.noneKnown : t.nonePlanned;
  if (open.length === 0) return html`<p>${t.planned}: ${none}</p>`;
  const items = open.slice(0, WINDOWS_SHOWN_MOST).map((window) => windowItem(screen, window));
  const rest = open.length - WINDOWS_SHOWN_MOST;
  return html`<div><h3 class="part">${t.planned}</h3><ul class="told-list">${items}${
    rest > 0 && html`<li class="note">${t.more(say.number(rest))}</li>`
  }</ul></div>`;
}

function windowItem({ texts, say }: Screen, { name, url, startsAt, endsAt }: ChannelWindow): Markup {
  const called = html`<bdi>${name === '' ? texts.channels.state.maintenance : name}</bdi>`;
  const title =
    url === null ? called : html`<a href="${url}" rel="nofollow noopener noreferrer">${called}</a>`;
  return html`<li>${title} <time class="note" datetime="${iso(startsAt)}">${texts.channels.until(
    say.moment(startsAt),
    say.moment(endsAt),
  )}</time></li>`;
}

const HEIGHT = 24;
const STEP = 4;
const HEIGHTS: Readonly<Record<ChannelStateName, number>> = { up: 24, maintenance: 16, unknown: 8, down: 4 };

/** The last 90 days as a strip, a bar for each; what it shows stands beside it in words. */
function strip({ texts, say, now }: Screen, history: readonly PastState[]): Markup {
  const t = texts.channels;
  const days = daysOf(history, now, DAYS);
  const drawn = days.map((state, i) => {
    const height = state === null ? 1 : HEIGHTS[state];
    return html`<rect${state !== null && html` class="${state}"`} x="${i * STEP}" y="${HEIGHT - height}" width="3" height="${height}"/>`;
  });
  const counts = (['up', 'maintenance', 'down', 'unknown'] as const)
    .map((state) => [state, days.filter((one) => one === state).length] as const)
    .filter(([, n]) => n > 0)
    .map(([state, n]) => t.dayCount(say.number(n), t.state[state]));
  return html`<div class="strip"><p class="note">${t.days(say.number(DAYS))} · ${say.list(counts)}</p><svg viewBox="0 0 ${
    DAYS * STEP
  } ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg></div>`;
}
