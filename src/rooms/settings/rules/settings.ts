import { isLanguage } from '#values/language.ts';
import { Refusal } from '#values/refusal.ts';
import {
  readShownZones,
  type ShownZone,
  shownZone,
  writeShownZones,
  ZONES_MOST,
} from '#values/shown-zones.ts';

/** Who may make an account: nobody, the invited, those the operator lets in, everyone. */
export const REGISTRATIONS = ['closed', 'invitation', 'approval', 'open'] as const;
export type Registrations = (typeof REGISTRATIONS)[number];

type Setting<T> = {
  readonly about: string;
  readonly fallback: T;
  /** Reads the stored text. Throws a Refusal for one that cannot be meant. */
  readonly parse: (text: string) => T;
  /** The value as an operator would write it, where that is not just the value. */
  readonly write?: (value: T) => string;
};

/** Every mode and text that the operator sets while the server runs. Kept in the view, changed by commands. */
export const SETTINGS = {
  title: words('Rooftop', 100, 'Name of this server in apps and on pages.'),
  description: words('', 500, 'One or two sentences about this server, plain text.'),
  extended_description: words('', 20_000, 'A longer text about this server, plain text with paragraphs.'),
  privacy_policy: words('', 50_000, 'Privacy policy, plain text. Empty: what the software itself promises.'),
  terms_of_service: words('', 50_000, 'Terms of service, plain text. Empty: there are none.'),
  rules: words('', 20_000, 'Rules of this server, one a line.'),
  contact_email: words('', 320, 'Address that people may write to.'),
  contact_account: words('', 30, 'User name of the account that people may write to.'),
  source_url: words(
    '',
    500,
    'Where the source code of this server can be had, your changes with it. Empty: its page about itself.',
  ),
  languages: languages(['en'], 'Languages of this server and its operator, with commas between.'),
  registrations: oneOf(REGISTRATIONS, 'invitation', 'Who may make an account.'),
  registrations_message: words('', 1_000, 'Shown where an account cannot be made, plain text.'),
  sign_up_email: oneOf(
    ['optional', 'required'],
    'optional',
    'Whether a new account needs an e-mail address.',
  ),
  password_grant: oneOf(
    ['command-line', 'everyone'],
    'command-line',
    'Who may trade a password for a token (OAuth password grant): accounts made at the command line, or everyone.',
  ),
  retention: duration(
    72 * 3_600_000,
    'How long the log, snapshots and earlier wordings of edited posts are kept, for example 72h. What was deleted is gone from the disk after that.',
  ),
  maintenance_account: words(
    '',
    30,
    'User name of the account that posts when planned work is announced, moved, near, started and over. Empty: none does.',
  ),
  status_zones: zones(
    [shownZone('UTC')],
    'Time zones in which notices of planned work say its date and hour, with commas between; each may carry its place in English and Persian: America/Los_Angeles=San Francisco|سان‌فرانسیسکو.',
  ),
  egress_allow: places(
    'Places that this server may ask although they are not on the public internet, as host:port with commas between, such as 10.0.0.7:8080 for a monitor of your own. Empty: none.',
  ),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [K in SettingName]: ReturnType<(typeof SETTINGS)[K]['parse']> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** A setting's value as an operator would write it. */
export function settingText<N extends SettingName>(name: N, value: Settings[N]): string {
  const setting: { readonly write?: (value: never) => string } = SETTINGS[name];
  return setting.write?.(value as never) ?? String(value);
}

/** The setting of this name. Throws a Refusal that lists those there are. */
export function settingName(name: string): SettingName {
  const known = SETTING_NAMES.find((one) => one === name);
  if (!known)
    throw new Refusal(
      'invalid',
      `There is no setting "${name}"; there are ${SETTING_NAMES.join(', ')}`,
      'name',
    );
  return known;
}

/** All settings, from what is stored and the fallbacks of the rest. */
export function settingsFrom(stored: ReadonlyMap<string, string>): Settings {
  const entries = SETTING_NAMES.map((name) => {
    const text = stored.get(name);
    return [name, text === undefined ? SETTINGS[name].fallback : SETTINGS[name].parse(text)];
  });
  return Object.fromEntries(entries) as Settings;
}

function words(fallback: string, most: number, about: string): Setting<string> {
  return {
    about,
    fallback,
    parse(text) {
      if (text.length <= most && text.isWellFormed()) return text;
      throw new Refusal('invalid', `A text of at most ${most} characters is needed`, 'value');
    },
  };
}

function oneOf<const T extends string>(
  choices: readonly T[],
  fallback: NoInfer<T>,
  about: string,
): Setting<T> {
  return {
    about,
    fallback,
    parse(text) {
      const found = choices.find((choice) => choice === text);
      if (found !== undefined) return found;
      throw new Refusal('invalid', `One of ${choices.join(', ')} is needed`, 'value');
    },
  };
}

const UNITS_MS = new Map([
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
]);
const DURATION_MOST_MS = 366 * 86_400_000;

/** A length of time, in milliseconds. */
function duration(fallback: number, about: string): Setting<number> {
  return {
    about,
    fallback,
    parse(text) {
      const found = /^([1-9]\d{0,6})([smhd])$/.exec(text);
      const ms = found ? Number(found[1]) * UNITS_MS.get(found[2]!)! : Number.NaN;
      if (ms <= DURATION_MOST_MS) return ms;
      throw new Refusal(
        'invalid',
        'A time of at most 366d is needed, as a number with s, m, h or d',
        'value',
      );
    },
    write(ms) {
      const [unit, length] = [...UNITS_MS].find(([, length]) => ms % length === 0) ?? ['s', 1_000];
      return `${ms / length}${unit}`;
    },
  };
}

function languages(fallback: readonly string[], about: string): Setting<readonly string[]> {
  return {
    about,
    fallback,
    parse(text) {
      const tags = text.split(',').map((tag) => tag.trim());
      if (tags.length <= 20 && tags.every(isLanguage)) return tags;
      throw new Refusal('invalid', 'Languages are needed, for example "en, fa"', 'value');
    },
  };
}

function zones(fallback: readonly ShownZone[], about: string): Setting<readonly ShownZone[]> {
  return {
    about,
    fallback,
    parse(text) {
      const read = readShownZones(text);
      if (read.wrong.length === 0 && read.zones.length > 0) return read.zones;
      throw new Refusal(
        'invalid',
        `1 to ${ZONES_MOST} time zones are needed, for example "UTC, Asia/Tehran"; wrong: ${read.wrong.join(', ')}`,
        'value',
      );
    },
    write: writeShownZones,
  };
}

const PLACES_MOST = 50;
const PLACE = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\]):([1-9]\d{0,4})$/;

/** Hosts with their ports, in small letters. */
function places(about: string): Setting<readonly string[]> {
  return {
    about,
    fallback: [],
    parse(text) {
      const all = text.toLowerCase().split(',');
      const found = all.map((place) => place.trim()).filter((place) => place !== '');
      const good = found.every((place) => Number(PLACE.exec(place)?.[1] ?? 65_536) < 65_536);
      if (found.length <= PLACES_MOST && good) return found;
      throw new Refusal('invalid', 'Places are needed, for example "10.0.0.7:8080, [::1]:9000"', 'value');
    },
  };
}
