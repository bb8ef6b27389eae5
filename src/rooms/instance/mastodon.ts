import { IMAGE_BYTES_MOST, IMAGE_TYPES, PIXELS_MOST } from '#machinery/images/picture.ts';
import {
  type AccountRow,
  DISPLAY_NAME_MOST,
  FIELD_NAME_MOST,
  FIELD_VALUE_MOST,
  FIELDS_MOST,
  IMAGE_DESCRIPTION_MOST,
  NOTE_MOST,
  type Place,
  toAccount,
} from '#rooms/accounts/index.ts';
import { API_VERSION, MASTODON_VERSION } from '#rooms/instance/rules/api-version.ts';
import { paragraphsHtml, rulesFrom } from '#rooms/instance/rules/plain-text.ts';
import type { Figures } from '#rooms/instance/views.ts';
import { DESCRIPTION_MOST } from '#rooms/media/index.ts';
import { FEATURED_TAGS_MOST } from '#rooms/profiles/index.ts';
import type { Settings } from '#rooms/settings/index.ts';
import { LENGTH_MOST, MEDIA_MOST, PINS_MOST } from '#rooms/statuses/index.ts';

/** What a server says of itself is made of. */
export type About = {
  readonly place: Place;
  readonly settings: Settings;
  readonly figures: Figures;
  readonly contact: AccountRow | undefined;
};

const streamingUrl = (place: Place) => place.origin.replace(/^http/, 'ws');
const statusUrl = (place: Place) => `${place.origin}/status`;
const thumbnailUrl = (place: Place) => `${place.origin}/assets/icon.svg`;
const mayApply = ({ registrations }: Settings) => registrations === 'open' || registrations === 'approval';

export function toRules(settings: Settings) {
  return rulesFrom(settings.rules).map((text, i) => ({
    id: String(i + 1),
    text,
    hint: '',
    translations: {},
  }));
}

/** Server information, second version. */
export function toInstance({ place, settings, figures, contact }: About) {
  const everyone = { local: 'public', remote: 'disabled' };
  return {
    domain: place.domain,
    title: settings.title,
    version: MASTODON_VERSION,
    source_url: settings.source_url || `${place.origin}/about`,
    description: settings.description,
    usage: { users: { active_month: figures.activeMonth } },
    thumbnail: { url: thumbnailUrl(place), blurhash: null, versions: {}, description: '' },
    icon: [],
    languages: settings.languages,
    configuration: {
      urls: { streaming: streamingUrl(place), about: `${place.origin}/about`, status: statusUrl(place) },
      vapid: { public_key: '' },
      accounts: accountLimits(),
      statuses: statusLimits(),
      media_attachments: mediaLimits(),
      polls: NO_POLLS,
      translation: { enabled: false },
      timelines_access: {
        live_feeds: everyone,
        hashtag_feeds: everyone,
        trending_link_feeds: { local: 'disabled', remote: 'disabled' },
      },
    },
    registrations: {
      enabled: mayApply(settings),
      approval_required: settings.registrations === 'approval',
      reason_required: false,
      message: settings.registrations_message === '' ? null : paragraphsHtml(settings.registrations_message),
      min_age: null,
      url: null,
    },
    api_versions: { mastodon: API_VERSION },
    contact: { email: settings.contact_email, account: contact ? toAccount(contact, place) : null },
    rules: toRules(settings),
    wrapstodon: null,
  };
}

/** Server information, first version. */
export function toInstanceV1({ place, settings, figures, contact }: About) {
  return {
    uri: place.domain,
    title: settings.title,
    short_description: settings.description,
    description: paragraphsHtml(settings.extended_description || settings.description),
    email: settings.contact_email,
    version: MASTODON_VERSION,
    urls: { streaming_api: streamingUrl(place) },
    stats: { user_count: figures.users, status_count: figures.statuses, domain_count: 0 },
    thumbnail: thumbnailUrl(place),
    languages: settings.languages,
    registrations: mayApply(settings),
    approval_required: settings.registrations === 'approval',
    invites_enabled: false,
    configuration: {
      urls: { status: statusUrl(place) },
      accounts: accountLimits(),
      statuses: statusLimits(),
      media_attachments: mediaLimits(),
      polls: NO_POLLS,
    },
    contact_account: contact ? toAccount(contact, place) : null,
    rules: toRules(settings),
  };
}

function accountLimits() {
  return {
    max_display_name_length: DISPLAY_NAME_MOST,
    max_note_length: NOTE_MOST,
    max_avatar_description_length: IMAGE_DESCRIPTION_MOST,
    max_header_description_length: IMAGE_DESCRIPTION_MOST,
    max_featured_tags: FEATURED_TAGS_MOST,
    max_pinned_statuses: PINS_MOST,
    max_profile_fields: FIELDS_MOST,
    profile_field_name_limit: FIELD_NAME_MOST,
    profile_field_value_limit: FIELD_VALUE_MOST,
  };
}

function statusLimits() {
  return {
    max_characters: LENGTH_MOST,
    max_media_attachments: MEDIA_MOST,
    characters_reserved_per_url: 23,
  };
}

function mediaLimits() {
  return {
    description_limit: DESCRIPTION_MOST,
    supported_mime_types: IMAGE_TYPES,
    image_size_limit: IMAGE_BYTES_MOST,
    image_matrix_limit: PIXELS_MOST,
    video_size_limit: 0,
    video_frame_rate_limit: 0,
    video_matrix_limit: 0,
  };
}

/** Polls come later; clients that read this do not offer them. */
const NO_POLLS = { max_options: 0, max_characters_per_option: 0, min_expiration: 0, max_expiration: 0 };
