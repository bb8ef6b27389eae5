import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { cookie } from '#machinery/http/cookies.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { goBack, pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { field, formMarks, select, UNTYPED } from '#pages/parts/field.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import {
  choiceFromCookie,
  choiceOf,
  READING_COOKIE,
  type ReadingChoice,
  readingCookie,
} from '#pages/reading.ts';
import type { Screen } from '#pages/screen.ts';
import { ABOUT_LANGUAGE, LANGUAGES } from '#pages/texts/index.ts';
import { screenOf } from '#rooms/accounts/screen.ts';

/** How somebody likes to read: kept in their browser, for strangers and members alike. */

const some = text(100).default('');
const choiceBody = z.object({ language: some, calendar: some, digits: some, zone: some });

function chosen(call: Call): ReadingChoice {
  return choiceFromCookie(cookie(call.request, READING_COOKIE));
}

function keep(call: Call, choice: ReadingChoice): Record<string, string> {
  return { 'set-cookie': readingCookie(choice, call.house.origin.startsWith('https:')) };
}

function form(screen: Screen, choice: ReadingChoice): Markup {
  const texts = screen.texts.reading;
  const languages = LANGUAGES.map((one) => [one, ABOUT_LANGUAGE[one].name] as const);
  return html`<form class="sheet" method="post" action="/settings/reading">${formMarks(screen)}<p class="note">${texts.note}</p>${select(
    UNTYPED,
    'language',
    texts.language,
    [['', texts.languageAuto], ...languages],
    choice.language ?? '',
  )}${select(
    UNTYPED,
    'calendar',
    texts.calendar,
    [
      ['', texts.calendarAuto],
      ['gregory', texts.gregorian],
      ['persian', texts.persian],
    ],
    choice.calendar ?? '',
  )}${select(
    UNTYPED,
    'digits',
    texts.digits,
    [
      ['', texts.digitsAuto],
      ['latn', texts.latin],
      ['arabext', texts.persianDigits],
    ],
    choice.digits ?? '',
  )}${field(UNTYPED, {
    name: 'zone',
    label: texts.zone,
    note: texts.zoneNote,
    value: choice.zone ?? '',
    most: 64,
    dir: 'ltr',
  })}<p><button>${screen.texts.settings.save}</button></p></form>`;
}

export const readingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/settings/reading',
    door: 'page',
    summary: 'How one likes to read',
    query: z.object({ saved: text(1).optional().catch(undefined) }),
    handle(call) {
      const screen = screenOf(call);
      const head = settingsHead(screen, 'reading', call.query.saved !== undefined);
      const options = { title: screen.texts.reading.title, place: 'settings', noIndex: true } as const;
      return pageAnswer(screen, options, html`${head}${form(screen, chosen(call))}`);
    },
  }),
  route({
    method: 'POST',
    path: '/settings/reading',
    door: 'page',
    summary: 'Keep how one likes to read',
    body: choiceBody,
    handle: (call) => seeOther('/settings/reading?saved=1', keep(call, choiceOf(call.body))),
  }),
  route({
    method: 'POST',
    path: '/settings/language',
    door: 'page',
    summary: 'Change the language of the pages',
    body: z.object({ language: some, back: text(8_000).default('/') }),
    handle(call) {
      const { language } = choiceOf({ language: call.body.language });
      return goBack(call.body, '/', keep(call, { ...chosen(call), ...(language && { language }) }));
    },
  }),
];
