import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { heading } from '#pages/parts/sheet.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { channelStates } from '#rooms/channels/index.ts';
import { entriesAbout, type LedgerEntry } from '#rooms/ledger/index.ts';
import { nameOfWindow, windows } from '#rooms/maintenance/index.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { partHeading } from '#rooms/status/part-heading.ts';
import { LIVE_LINKS, type Stage, stageOf } from '#rooms/status/stage.ts';
import { otherServices, statusSheet, statusWays } from '#rooms/status/status-parts.ts';
import { seeSheet, windowNow, windowsNow } from '#rooms/status/views.ts';
import { windowCard } from '#rooms/status/window-card.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';

function statusPage(call: Call): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const stage = stageOf(screen, settingsOf(view).status_zones);
  const t = screen.texts.status;
  const content = html`${heading(t.title)}${statusSheet(stage, seeSheet(view, stage.now))}${otherServices(stage, channelStates(view, stage.now))}${statusWays(stage)}`;
  const options = { title: t.title, description: t.about, feeds: FEEDS, saysWork: true };
  return pageAnswer(screen, options, content);
}

const FEEDS = [
  { href: LIVE_LINKS.feed, type: 'application/atom+xml' },
  { href: LIVE_LINKS.calendar, type: 'text/calendar' },
];

/** One window, under the address that calendars and feeds give. */
function windowPage(call: Call): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const stage = stageOf(screen, settingsOf(view).status_zones);
  const id = parseId(call.params['id']);
  const seen = id === undefined ? undefined : windowNow(view, id, stage.now);
  if (!seen) throw new Refusal('not-found', 'Record not found');
  const { title } = seen.window;
  const content = html`${heading(html`<bdi>${title}</bdi>`)}${windowCard(stage, seen, { whole: true, more: onRecord(stage, entriesAbout(view, nameOfWindow(seen.window.id))) })}${back(stage)}`;
  return pageAnswer(screen, { title, description: screen.texts.status.about, feeds: FEEDS }, content);
}

/** Every window there is, as far back as lists go. */
function historyPage(call: Call): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const stage = stageOf(screen, settingsOf(view).status_zones);
  const t = screen.texts.status;
  const items = windowsNow(view, windows(view), stage.now).map(
    ({ window, phase }) =>
      html`<li><a href="${stage.links.window(window.id)}"><bdi>${window.title}</bdi></a> <span class="note">${screen.say.day(
        window.startsAt,
      )} · ${t.state[phase]}</span></li>`,
  );
  const list = items.length === 0 ? html`<p>${t.noPast}</p>` : html`<ul class="told-list">${items}</ul>`;
  const content = html`${heading(t.back)}<section class="sheet">${list}</section>${back(stage)}`;
  return pageAnswer(screen, { title: t.back, description: t.about }, content);
}

/** Every entry of the public record about a window: what was decided, and when. */
function onRecord({ texts, say }: Stage, entries: readonly LedgerEntry[]): Markup | false {
  if (entries.length === 0) return false;
  const t = texts.status;
  const items = entries.map(
    ({ index, at }) =>
      html`<li><a href="/ledger/entries/${index}">${t.recordEntry(say.number(index))}</a> <time class="note" datetime="${iso(at)}">${say.moment(at)}</time></li>`,
  );
  return html`<div>${partHeading(t.record, true)}<ul class="told-list">${items}</ul></div>`;
}

function back({ links, texts }: Stage): Markup {
  return html`<p class="paging"><a href="${links.page}">${texts.status.title}</a></p>`;
}

const page = (path: string, summary: string, handle: (call: Call) => Response): Route =>
  route({ method: 'GET', path, door: 'page', summary, handle });

export const pageRoutes: readonly Route[] = [
  page('/status', 'Status page', statusPage),
  page('/status/windows', 'All planned work', historyPage),
  page('/status/windows/:id{[0-9]+}', 'Planned work', windowPage),
];
