import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { cookie } from '#machinery/http/cookies.ts';
import { formToken } from '#machinery/http/form-token.ts';
import type { BannerCard } from '#pages/cards.ts';
import { localeOf, speakerOf } from '#pages/dates.ts';
import { choiceFromCookie, READING_COOKIE, type Reading, readingOf } from '#pages/reading.ts';
import type { Screen } from '#pages/screen.ts';
import { ABOUT_LANGUAGE, textsOf } from '#pages/texts/index.ts';
import { bannerAt } from '#rooms/accounts/banner.ts';
import { accountCards } from '#rooms/accounts/cards.ts';
import { toPersonCard } from '#rooms/accounts/person-card.ts';
import type { Announced } from '#rooms/accounts/rules/banner.ts';
import { userStore } from '#rooms/accounts/user-store.ts';
import { shownZone } from '#values/shown-zones.ts';
import { zonedSpans } from '#values/zoned-times.ts';

const KEY_BYTES = 12;

type Asking = { readonly house: House; readonly caller: Caller; readonly request: Request };

/** What a page needs to know of who reads it and how. */
export function screenOf({ house, caller, request }: Asking): Screen {
  const view = house.view();
  const now = house.world.now();
  const me = caller.accountId === undefined ? undefined : view.keep(accountCards).byId(caller.accountId);
  const locale = me && view.of(userStore).byId(me.id)?.locale;
  const choice = choiceFromCookie(cookie(request, READING_COOKIE));
  const reading = readingOf(choice, locale, request.headers.get('accept-language'));
  return {
    texts: textsOf(reading.language),
    reading,
    dir: ABOUT_LANGUAGE[reading.language].dir,
    say: speakerOf(reading),
    now,
    me: me && toPersonCard(me),
    admin: caller.role === 'admin',
    formToken: formToken(house, caller),
    here: hereOf(request),
    domain: house.domain,
    banner: bannerOf(bannerAt(view, now), reading, now),
    newKey: () => house.world.random(KEY_BYTES).toString('base64url'),
  };
}

/** Planned work in the reader's words and zone. */
function bannerOf(near: Announced | undefined, reading: Reading, now: number): BannerCard | undefined {
  if (!near) return undefined;
  const { startsAt, endsAt, underWay, effect } = near;
  const [when] = zonedSpans(startsAt, endsAt, [shownZone(reading.zone)], localeOf(reading), { now });
  const say = !underWay ? 'soon' : now > endsAt ? 'overrun' : 'active';
  return { say, when: when!.text, effect };
}

/** Path and query of a request; for a form, of the page it was sent from. */
function hereOf(request: Request): string {
  const url = new URL(request.url);
  return `${url.pathname}${url.search}`.slice(0, 2_000);
}
