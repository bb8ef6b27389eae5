import { assetPath, browserPath } from '#pages/assets.ts';
import { localeOf } from '#pages/dates.ts';
import { html, type Markup, NOTHING, raw } from '#pages/markup.ts';
import { type IconName, icon } from '#pages/parts/icon.ts';
import { face } from '#pages/parts/person.ts';
import { actButton, actForm } from '#pages/parts/post-actions.ts';
import type { Screen } from '#pages/screen.ts';
import { ABOUT_LANGUAGE, LANGUAGES, type PageLanguage } from '#pages/texts/index.ts';

/** Which entry of the navigation a page belongs to. */
export type Place =
  | 'home'
  | 'public'
  | 'explore'
  | 'search'
  | 'notifications'
  | 'profile'
  | 'settings'
  | 'about'
  | 'compose'
  | 'bookmarks'
  | '';

export type PageOptions = {
  readonly title: string;
  readonly place?: Place;
  /** Tells search machines to leave this page alone. */
  readonly noIndex?: boolean;
  readonly description?: string;
  /** This page says of planned work whatever there is to say. */
  readonly saysWork?: boolean;
  /** What readers of feeds and calendars find on this page. */
  readonly feeds?: readonly { readonly href: string; readonly type: string }[];
};

/** A whole document around the content of a page. */
export function page(screen: Screen, options: PageOptions, content: Markup): string {
  const { texts, reading } = screen;
  const place = options.place ?? '';
  const document = html`<!doctype html><html lang="${reading.language}" dir="${screen.dir}" data-say="${localeOf(reading)}"><head><meta charset="utf-8"><title>${
    options.title
  } · ${screen.domain}</title><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="color-scheme" content="light dark"><meta name="theme-color" media="(prefers-color-scheme:light)" content="#f7f4ef"><meta name="theme-color" media="(prefers-color-scheme:dark)" content="#12141b">${
    options.description && html`<meta name="description" content="${options.description}">`
  }${(options.feeds ?? []).map(
    ({ href, type }) => html`<link rel="alternate" type="${type}" href="${href}">`,
  )}${options.noIndex && raw('<meta name="robots" content="noindex">')}<link rel="stylesheet" href="${assetPath(
    'style.css',
  )}"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml"><link rel="manifest" href="/manifest.webmanifest"><script type="module" src="${browserPath(
    'main',
  )}"></script></head><body><a class="skip" href="#main">${texts.site.skip}</a>${top(screen, place)}<main id="main" tabindex="-1">${options.saysWork ? NOTHING : announcement(screen)}${content}</main>${foot(
    screen,
  )}${actForm(screen)}</body></html>`;
  return document.toString();
}

/** Planned work that is near or under way: said politely, on every page, until it is over. */
function announcement({ banner, texts }: Screen): Markup {
  if (!banner) return NOTHING;
  const { banner: says, effect } = texts.status;
  return html`<p class="announced" role="status"><span>${says[banner.say](banner.when)} ${effect[banner.effect]}</span> <a href="/status">${says.more}</a></p>`;
}

function top(screen: Screen, place: Place): Markup {
  return html`<header class="top"><a class="brand" href="/"><i class="logo"></i><span>${screen.domain}</span></a>${
    screen.me ? memberNav(screen, place) : strangerNav(screen, place)
  }</header>`;
}

type Entry = readonly [Place, string, IconName, string];

function memberNav(screen: Screen, place: Place): Markup {
  const { nav } = screen.texts;
  const main: readonly Entry[] = [
    ['home', '/home', 'home', nav.home],
    ['public', '/public', 'globe', nav.public],
    ['compose', '/publish', 'pen', nav.compose],
    ['notifications', '/notifications', 'bell', nav.notifications],
    ['profile', screen.me!.href, 'person', nav.profile],
  ];
  const more: readonly Entry[] = [
    ['search', '/search', 'search', nav.search],
    ['explore', '/explore', 'compass', nav.explore],
    ['bookmarks', '/bookmarks', 'bookmark', nav.bookmarks],
    ['settings', '/settings/profile', 'gear', nav.settings],
  ];
  return html`<nav class="main" aria-label="${screen.texts.site.menu}">${links(main, place)}</nav><nav class="more" aria-label="${screen.texts.post.more}">${links(
    more,
    place,
  )}</nav>`;
}

function strangerNav(screen: Screen, place: Place): Markup {
  const { nav } = screen.texts;
  const main: readonly Entry[] = [
    ['public', '/public', 'globe', nav.public],
    ['explore', '/explore', 'compass', nav.explore],
    ['search', '/search', 'search', nav.search],
    ['about', '/about', 'info', nav.about],
  ];
  return html`<nav class="main" aria-label="${screen.texts.site.menu}">${links(main, place)}</nav><div class="enter"><a class="button" href="/auth/sign_in">${nav.signIn}</a><a class="button quiet" href="/auth/sign_up">${nav.signUp}</a></div>`;
}

function links(entries: readonly Entry[], place: Place): Markup[] {
  return entries.map(
    ([name, href, sign, label]) =>
      html`<a href="${href}"${name === place && raw(' aria-current="page"')}>${icon(sign)}<span>${label}</span></a>`,
  );
}

function foot(screen: Screen): Markup {
  const { site, nav } = screen.texts;
  const me = screen.me;
  return html`<footer class="foot">${
    me &&
    html`<p class="self">${face(me, 'small')}<bdi>${me.handle}</bdi>${actButton('/auth/sign_out', nav.signOut, 'plain')}</p>`
  }<p><a href="/about">${nav.about}</a> · <a href="/status">${screen.texts.status.title}</a> · <a href="/settings/reading">${site.reading}</a> · ${switches(screen)}</p><p>${site.source}</p></footer>`;
}

/** Every language, each in its own words, as buttons: the choice is kept in a cookie. */
function switches(screen: Screen): Markup {
  const one = (language: PageLanguage) =>
    language === screen.reading.language
      ? NOTHING
      : html`<button form="act" formaction="/settings/language" name="language" value="${language}" class="plain" lang="${language}">${ABOUT_LANGUAGE[language].name}</button>`;
  return html`${LANGUAGES.map(one)}`;
}
