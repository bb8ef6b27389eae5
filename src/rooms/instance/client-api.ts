import type { House } from '#machinery/house.ts';
import { json } from '#machinery/http/answer.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { findByHandle } from '#rooms/accounts/index.ts';
import { type About, toInstance, toInstanceV1, toRules } from '#rooms/instance/mastodon.ts';
import { paragraphsHtml } from '#rooms/instance/rules/plain-text.ts';
import { DEFAULT_PRIVACY, DEFAULT_PRIVACY_AT } from '#rooms/instance/rules/privacy.ts';
import { figuresOf } from '#rooms/instance/views.ts';
import { type SettingName, settingChangedAt, settingsOf } from '#rooms/settings/index.ts';
import { languagesKnown } from '#values/language.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';

function aboutServer(house: House): About {
  const view = house.view();
  const settings = settingsOf(view);
  const account = settings.contact_account;
  return {
    place: house,
    settings,
    figures: figuresOf(view, house.world.now()),
    contact: account === '' ? undefined : findByHandle(view, house.domain, account),
  };
}

/** When a text was last written, milliseconds; `otherwise` while the operator has left it as it was. */
function writtenAt(house: House, name: SettingName, otherwise: number): number {
  return settingChangedAt(house.view(), name) ?? otherwise;
}

function termsOf(house: House) {
  const text = settingsOf(house.view()).terms_of_service;
  if (text === '') throw new Refusal('not-found', 'Record not found');
  const day = iso(writtenAt(house, 'terms_of_service', 0)).slice(0, 10);
  return { effective_date: day, effective: true, content: paragraphsHtml(text), succeeded_by: null };
}

/** A public part of what the server says of itself. */
function part(path: string, summary: string, make: (house: House) => unknown): Route {
  return route({ method: 'GET', path, summary, handle: ({ house }) => json(make(house)) });
}

export const aboutRoutes: readonly Route[] = [
  part('/api/v2/instance', 'View server information', (house) => toInstance(aboutServer(house))),
  part('/api/v1/instance', 'View server information (v1)', (house) => toInstanceV1(aboutServer(house))),
  part('/api/v1/instance/rules', 'List of rules', (house) => toRules(settingsOf(house.view()))),
  part('/api/v1/instance/extended_description', 'View extended description', (house) => ({
    updated_at: iso(writtenAt(house, 'extended_description', DEFAULT_PRIVACY_AT)),
    content: paragraphsHtml(settingsOf(house.view()).extended_description),
  })),
  part('/api/v1/instance/privacy_policy', 'View privacy policy', (house) => ({
    updated_at: iso(writtenAt(house, 'privacy_policy', DEFAULT_PRIVACY_AT)),
    content: paragraphsHtml(settingsOf(house.view()).privacy_policy || DEFAULT_PRIVACY),
  })),
  part('/api/v1/instance/terms_of_service', 'View terms of service', termsOf),
  route({
    method: 'GET',
    path: '/api/v1/instance/terms_of_service/:date',
    summary: 'View a specific version of the terms of service',
    handle({ house, params }) {
      const terms = termsOf(house);
      if (terms.effective_date !== params['date']) throw new Refusal('not-found', 'Record not found');
      return json(terms);
    },
  }),
  part('/api/v1/instance/activity', 'Weekly activity', (house) =>
    figuresOf(house.view(), house.world.now()).weeks.map(({ start, statuses }) => ({
      week: String(start / 1000),
      statuses: String(statuses),
      logins: '0',
      registrations: '0',
    })),
  ),
  part('/api/v1/instance/languages', 'Languages the server knows', () => languagesKnown()),
  part('/api/v1/instance/peers', 'List of connected domains', () => []),
  part('/api/v1/peers/search', 'Search known domains', () => []),
  part('/api/v1/instance/domain_blocks', 'View moderated servers', () => []),
  part('/api/v1/instance/translation_languages', 'View translation languages', () => ({})),
  part('/api/v1/custom_emojis', 'View all custom emoji', () => []),
];
