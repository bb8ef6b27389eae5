import { seeOther } from '#machinery/http/answer.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { type Settings, settingsOf } from '#rooms/settings/index.ts';
import { homePage, pageQuery, publicPosts } from '#rooms/timelines/index.ts';

/** The first page: home for members; for strangers what this is, and what is being said. */
function firstPage(call: Call): Response {
  if (call.caller.accountId !== undefined) return homePage({ ...call, query: {} });
  const screen = screenOf(call);
  const texts = screen.texts.about;
  const settings = settingsOf(call.house.view());
  const content = html`<section class="hero"><h1>${texts.lead}</h1><p>${settings.description || texts.landing}</p><p class="row">${
    settings.registrations !== 'closed' && html`<a class="button" href="/auth/sign_up">${texts.join}</a>`
  }<a class="button quiet" href="/public">${texts.look}</a></p></section><h2 class="vh">${screen.texts.timeline.public}</h2>${publicPosts(
    screen,
    call,
    {},
  )}`;
  return pageAnswer(screen, { title: settings.title, description: texts.landing }, content);
}

function aboutPage(call: Call): Response {
  const screen = screenOf(call);
  const texts = screen.texts.about;
  const settings = settingsOf(call.house.view());
  const content = html`${heading(texts.server(screen.domain))}<section class="sheet"><h2><bdi>${settings.title}</bdi></h2><p dir="auto">${
    settings.description || texts.landing
  }</p>${paragraphs(settings.extended_description)}${contact(screen, settings)}</section>${rules(screen, settings)}<section class="sheet"><h2>${
    texts.promises
  }</h2><ul class="plain">${[
    texts.promiseLost,
    texts.promiseSilent,
    texts.promiseMeta,
    texts.promiseLine,
  ].map((promise) => html`<li>${promise}</li>`)}</ul><p class="note">${texts.apps}</p></section>`;
  const options = {
    title: texts.title,
    place: 'about',
    description: settings.description || texts.landing,
  } as const;
  return pageAnswer(screen, options, content);
}

function rules(screen: Screen, settings: Settings): Markup {
  const texts = screen.texts.about;
  const lines = settings.rules.split('\n').filter((line) => line.trim() !== '');
  const list =
    lines.length === 0
      ? html`<p class="note">${texts.noRules}</p>`
      : html`<ol class="plain">${lines.map((line) => html`<li dir="auto">${line.trim()}</li>`)}</ol>`;
  return html`<section class="sheet" id="rules"><h2>${texts.rules}</h2>${list}</section>`;
}

function contact(screen: Screen, settings: Settings): Markup | null {
  const { contact_email: email, contact_account: account } = settings;
  if (!email && !account) return null;
  return html`<p>${screen.texts.about.contact}: ${account && html`<a href="/@${account}"><bdi dir="ltr">@${account}</bdi></a> `}${
    email && html`<a href="mailto:${email}" dir="ltr">${email}</a>`
  }</p>`;
}

/** Plain text with empty lines between paragraphs. */
function paragraphs(text: string): Markup[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p dir="auto">${part}</p>`);
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/',
    door: 'page',
    summary: 'First page',
    query: pageQuery,
    handle: firstPage,
  }),
  route({ method: 'GET', path: '/about', door: 'page', summary: 'About this server', handle: aboutPage }),
  route({
    method: 'GET',
    path: '/settings',
    door: 'page',
    auth: 'user',
    summary: 'To the settings',
    handle: () => seeOther('/settings/profile'),
  }),
];
