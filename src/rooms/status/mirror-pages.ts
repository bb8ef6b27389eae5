import type { House } from '#machinery/house.ts';
import { barePage } from '#pages/bare-page.ts';
import { localeOf, speakerOf } from '#pages/dates.ts';
import { html, type Markup } from '#pages/markup.ts';
import { heading } from '#pages/parts/sheet.ts';
import { readingOf } from '#pages/reading.ts';
import { ABOUT_LANGUAGE, LANGUAGES, type PageLanguage, textsOf } from '#pages/texts/index.ts';
import { channelStates } from '#rooms/channels/index.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import type { Links, Stage } from '#rooms/status/stage.ts';
import { otherServices, statusSheet, statusWays } from '#rooms/status/status-parts.ts';
import { seeSheet, type WindowNow } from '#rooms/status/views.ts';
import { expectation, windowCard } from '#rooms/status/window-card.ts';
import { windowTimes } from '#rooms/status/window-times.ts';

/** Work that is shown when the server does not answer. */
const ANNOUNCED_MOST = 3;

/** The name of a page in the copy: English without an ending of its own. */
export function mirrorName(name: string, language: PageLanguage): string {
  if (language === 'en') return `${name}.html`;
  return name === 'index' ? `${language}.html` : `${name}.${language}.html`;
}

/** Links that hold wherever the copy is served from; what is not copied is linked where it is. */
function linksOf(house: House, language: PageLanguage, up: '' | '../'): Links {
  return {
    page: `${up}${mirrorName('index', language)}`,
    history: `${house.origin}/status/windows`,
    calendar: `${up}status.ics`,
    feed: `${up}status.atom`,
    data: `${up}api/v2/summary.json`,
    requests: `${house.origin}/requests`,
    ledger: `${up}ledger/checkpoint`,
    channels: `${house.origin}/channels`,
    window: (id) => `${up}windows/${mirrorName(String(id), language)}`,
    calendarOf: (id) => `${up}windows/${id}.ics`,
  };
}

/** The stage for nobody in particular: the language's own calendar and digits, the operator's zones. */
function mirrorStage(house: House, language: PageLanguage, madeAt: number, up: '' | '../' = ''): Stage {
  const reading = readingOf({ language }, null, null);
  return {
    texts: textsOf(language),
    say: speakerOf(reading),
    locale: localeOf(reading),
    zones: settingsOf(house.view()).status_zones,
    now: madeAt,
    links: linksOf(house, language, up),
  };
}

/** The status page of the copy, which says that it is one, and when it was made. */
export function mirrorIndex(house: House, language: PageLanguage, madeAt: number): string {
  const stage = mirrorStage(house, language, madeAt);
  const t = stage.texts.status;
  const sheet = seeSheet(house.view(), madeAt);
  const content = html`${heading(titleOf(house, stage))}<p class="alone">${t.copy(stage.say.moment(madeAt))} ${t.copyNote} <a href="${house.origin}/status">${
    t.original
  }</a> ${inOthers('index', language)}</p>${statusSheet(stage, sheet)}${otherServices(stage, channelStates(house.view(), madeAt))}${statusWays(stage)}`;
  return barePage({ title: titleOf(house, stage), language, description: t.about }, content);
}

/** One window in the copy. */
export function mirrorWindow(house: House, language: PageLanguage, seen: WindowNow, madeAt: number): string {
  const stage = mirrorStage(house, language, madeAt, '../');
  const t = stage.texts.status;
  const { title, id } = seen.window;
  const content = html`${heading(html`<bdi>${title}</bdi>`)}${windowCard(stage, seen, { whole: true })}<p class="alone"><a href="${
    stage.links.page
  }">${titleOf(house, stage)}</a> <a href="${house.origin}/status/windows/${id}">${t.original}</a> ${inOthers(String(id), language)}</p>`;
  return barePage({ title, language }, content);
}

function titleOf(house: House, { texts }: Stage): string {
  return `${settingsOf(house.view()).title}: ${texts.status.title}`;
}

function inOthers(name: string, language: PageLanguage): readonly Markup[] {
  return LANGUAGES.filter((one) => one !== language).map(
    (one) =>
      html`<a href="${mirrorName(name, one)}" lang="${one}" hreflang="${one}">${ABOUT_LANGUAGE[one].name}</a>`,
  );
}

/** What is shown when nothing else can answer: in every language at once, since nobody can be asked which they read. */
export function unavailablePage(house: House, madeAt: number): string {
  const parts = LANGUAGES.map((language) => {
    const stage = mirrorStage(house, language, madeAt);
    const t = stage.texts.status;
    const { active, planned } = seeSheet(house.view(), madeAt);
    const announced = [...active, ...planned].slice(0, ANNOUNCED_MOST);
    return html`<section lang="${language}" dir="${ABOUT_LANGUAGE[language].dir}"><div class="head"><h1>${t.silent}</h1></div><p class="alone">${
      t.again
    }</p>${
      announced.length > 0 &&
      html`<section class="works"><h2>${t.announced}</h2>${announced.map((seen) => brief(stage, seen))}</section>`
    }<p class="alone">${t.copy(stage.say.moment(madeAt))}</p></section>`;
  });
  return barePage({ title: settingsOf(house.view()).title, language: 'en' }, html`${parts}`);
}

function brief(stage: Stage, seen: WindowNow): Markup {
  const { window, phase } = seen;
  const badge = html`<span class="badge ${phase}">${stage.texts.status.state[phase]}</span>`;
  return html`<article class="work ${phase}"><header><h3><bdi>${window.title}</bdi></h3>${badge}</header><p>${expectation(
    stage,
    window,
  )}</p>${windowTimes(stage, seen)}</article>`;
}
