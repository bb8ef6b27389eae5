import type { z } from 'zod';
import { STATUS_OF } from '#machinery/http/answer.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { localeOf } from '#pages/dates.ts';
import { html, type Markup } from '#pages/markup.ts';
import { field, problemOf, type Typed, UNTYPED } from '#pages/parts/field.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import type { Screen } from '#pages/screen.ts';
import type { Texts } from '#pages/texts/index.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { SERVER } from '#rooms/activity/index.ts';
import { wish } from '#rooms/planner/admin-api.ts';
import { activityChart } from '#rooms/planner/chart.ts';
import type { Candidate } from '#rooms/planner/rules/advise.ts';
import { quarterOf } from '#rooms/planner/rules/quarter.ts';
import { type Advised, seeAdvice } from '#rooms/planner/views.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { Refusal } from '#values/refusal.ts';
import type { ShownZone } from '#values/shown-zones.ts';
import { iso } from '#values/time.ts';
import { zonedSpans } from '#values/zoned-times.ts';

/** Beside the windows, since `/settings/maintenance/:id` would take what lies below them for the number of one. */
const PATH = '/settings/maintenance-advice';
const FIELDS = [
  'length',
  'earliest',
  'latest',
  'deadline',
  'notice',
  'staff',
  'risk',
  'asked',
  'window',
] as const;
const GROUPS_SHOWN = 4;
type Wished = Call<z.output<typeof wish>>;

function advicePage(call: Wished): Response {
  const screen = screenOf(call);
  const { planner } = screen.texts;
  const zones = settingsOf(call.house.view()).status_zones;
  const typed = Object.entries(call.query).flatMap(([name, value]) =>
    value ? [[name, value] as const] : [],
  );
  const values = Object.fromEntries(typed);
  const { found, problem } = look(call);
  const form: Typed = problem
    ? { values, problem: problemIn(screen, problem), field: problem.field }
    : { values };
  const content = html`${settingsHead(screen, 'maintenance')}<p>${planner.lead}</p><p class="note">${planner.never}</p>${wishForm(screen, typed.length > 0 ? form : UNTYPED)}${found && adviceSheet(screen, found, zones)}`;
  const options = { title: planner.title, place: 'settings', noIndex: true } as const;
  return pageAnswer(screen, options, content, problem ? STATUS_OF[problem.kind] : 200);
}

function look({ house, query }: Wished): { readonly found?: Advised; readonly problem?: Refusal } {
  try {
    return { found: seeAdvice(house, query) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error };
    throw error;
  }
}

/** In the reader's language, and exactly. */
function problemIn({ texts, reading }: Screen, { kind, message }: Refusal): string {
  return reading.language === 'en' ? message : `${texts.errors[kind]} (\u2068${message}\u2069)`;
}

function wishForm({ texts }: Screen, typed: Typed): Markup {
  const { fields, go } = texts.planner;
  const lines = FIELDS.map((name) =>
    field(typed, { name, label: fields[name].label, note: fields[name].note, most: 200, dir: 'ltr' }),
  );
  return html`<form class="sheet wish-form" method="get" action="${PATH}">${problemOf(typed)}<div class="wish-fields">${lines}</div><p><button>${go}</button></p></form>`;
}

function adviceSheet(screen: Screen, found: Advised, zones: readonly ShownZone[]): Markup {
  const { planner } = screen.texts;
  const { advice, question } = found;
  const say = (n: number) => screen.say.number(n);
  const tell = (candidate: Candidate) => candidateCard(screen, candidate, zones, question.now);
  const unknown = question.groups.filter((group) => group.unknown !== undefined);
  const relaxed = advice.relaxed.map(
    ({ constraint, best }) =>
      html`<h3>${planner.without(planner.constraint[constraint])}</h3><ol class="advised-list">${tell(best)}</ol>`,
  );
  const binding = advice.binding.map(
    ({ constraint, starts }) =>
      html`<li>${planner.constraint[constraint]}: ${planner.ofStarts(say(starts), say(advice.considered))}</li>`,
  );
  return html`<section class="sheet"><h2>${planner.advised}</h2><p>${planner.counted(say(advice.feasible), say(advice.considered))} <span class="note">${planner.rules(advice.tzdata)}</span></p>${
    question.unread.length > 0 && html`<p class="notice">${planner.unread(question.unread.join(', '))}</p>`
  }${unknown.length > 0 && html`<p class="note">${planner.unknown(unknown.map(({ name }) => nameOf(screen.texts, name)).join(', '))}</p>`}<figure>${activityChart(found, planner.chart)}<figcaption class="note">${planner.chart}</figcaption></figure>${
    advice.feasible === 0 && html`<p role="alert">${planner.none}</p><ul>${binding}</ul>${relaxed}`
  }<ol class="advised-list">${advice.candidates.map(tell)}</ol>${
    advice.asked &&
    html`<h2>${planner.askedAbout}</h2><p>${planner.quarter(say(quarterOf(advice, advice.asked)))}</p><ol class="advised-list">${tell(advice.asked)}</ol>`
  }</section>`;
}

const nameOf = ({ planner }: Texts, group: string) => (group === SERVER ? planner.everybody : group);

function groupNamed(texts: Texts, group: string): Markup {
  return group === SERVER ? html`${texts.planner.everybody}` : html`<code dir="ltr">${group}</code>`;
}

function candidateCard(
  { texts, say, reading }: Screen,
  candidate: Candidate,
  zones: readonly ShownZone[],
  now: number,
): Markup {
  const { planner } = texts;
  const { startsAt, endsAt, rank, harms, lost, broken } = candidate;
  const clocks = zonedSpans(startsAt, endsAt, zones, localeOf(reading), { now }).map(
    ({ text }) => html`<li>${text}</li>`,
  );
  const groups = harms
    .slice(0, GROUPS_SHOWN)
    .map(
      ({ group, share, guessed }) =>
        html`<li>${groupNamed(texts, group)} ${planner.cut(say.number(Math.round(share * 100)))}${guessed && html` <span class="note">${planner.guessed}</span>`}</li>`,
    );
  const why =
    lost === 'infeasible'
      ? broken.map((one) => planner.constraint[one]).join(', ')
      : lost && planner.lost[lost];
  return html`<li value="${rank}"><p><time datetime="${iso(startsAt)}"><strong dir="ltr">${iso(startsAt).slice(0, 16)}Z</strong></time>${why && html` <span class="note">${why}</span>`}</p><ul class="told-list">${clocks}</ul><ul class="told-list">${groups}</ul></li>`;
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    door: 'page',
    auth: 'admin',
    summary: 'Page of hours advised for planned work',
    query: wish,
    handle: advicePage,
  }),
];
