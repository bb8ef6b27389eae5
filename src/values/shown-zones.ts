/** A time zone that notices show, with the word people use for the place in it. */
export type ShownZone = {
  /** An IANA name: `America/Los_Angeles`. */
  readonly zone: string;
  /** The place in each language that has a word for it; `en` is always there. */
  readonly places: { readonly en: string } & Readonly<Partial<Record<string, string>>>;
};

export const ZONES_MOST = 12;
export const PLACE_MOST = 60;
const ZONE_MOST = 64;

/** Persian words for places whose zones are often shown; an operator's own word wins. */
const PERSIAN: ReadonlyMap<string, string> = new Map([
  ['UTC', 'ساعت جهانی'],
  ['Asia/Tehran', 'تهران'],
  ['Asia/Kabul', 'کابل'],
  ['Asia/Dushanbe', 'دوشنبه'],
  ['Asia/Baghdad', 'بغداد'],
  ['Asia/Dubai', 'دبی'],
  ['Asia/Kathmandu', 'کاتماندو'],
  ['Asia/Kolkata', 'کلکته'],
  ['Asia/Singapore', 'سنگاپور'],
  ['Asia/Tokyo', 'توکیو'],
  ['Australia/Sydney', 'سیدنی'],
  ['Europe/Istanbul', 'استانبول'],
  ['Europe/Berlin', 'برلین'],
  ['Europe/Paris', 'پاریس'],
  ['Europe/London', 'لندن'],
  ['Europe/Stockholm', 'استکهلم'],
  ['Europe/Kyiv', 'کی‌یف'],
  ['Europe/Moscow', 'مسکو'],
  ['America/New_York', 'نیویورک'],
  ['America/Toronto', 'تورنتو'],
  ['America/Los_Angeles', 'لس‌آنجلس'],
]);

export type ShownZones = { readonly zones: readonly ShownZone[]; readonly wrong: readonly string[] };

/**
 * Reads a list like `UTC, America/Los_Angeles=San Francisco|سان‌فرانسیسکو, Asia/Tehran`: zones with commas between, each with its own
 * word for the place if wanted, first in English, then in Persian. What cannot be meant is given back as it stands.
 */
export function readShownZones(text: string): ShownZones {
  const parts = text.split(',').map((part) => part.trim());
  const read = parts.filter((part) => part !== '').map((part) => [part, readOne(part)] as const);
  const wrong = read.filter(([, zone]) => zone === undefined).map(([part]) => part);
  const zones = read.flatMap(([, zone]) => zone ?? []);
  const beyond = zones.slice(ZONES_MOST).map(writeOne);
  return { zones: zones.slice(0, ZONES_MOST), wrong: [...wrong, ...beyond] };
}

/** The list as an operator would write it. */
export function writeShownZones(zones: readonly ShownZone[]): string {
  return zones.map(writeOne).join(', ');
}

/** A zone with the words that are known for it: `Asia/Tehran` is Tehran and تهران. */
export function shownZone(zone: string, en = cityOf(zone), fa = PERSIAN.get(zone)): ShownZone {
  return { zone, places: fa === undefined ? { en } : { en, fa } };
}

function readOne(part: string): ShownZone | undefined {
  const [zone = '', words] = part.split('=', 2).map((piece) => piece.trim());
  if (!isTimeZone(zone)) return undefined;
  if (words === undefined) return shownZone(zone);
  const [en = '', fa, ...more] = words.split('|').map((word) => word.trim());
  const wrong = [en, fa ?? en].some((word) => word === '' || word.length > PLACE_MOST);
  if (wrong || more.length > 0) return undefined;
  return { zone, places: fa === undefined ? { en } : { en, fa } };
}

function writeOne({ zone, places }: ShownZone): string {
  const usual = shownZone(zone).places;
  if (usual.en === places.en && usual['fa'] === places['fa']) return zone;
  return `${zone}=${[places.en, places['fa']].filter((word) => word !== undefined).join('|')}`;
}

/** Whether this runtime knows a zone of this name. */
export function isTimeZone(name: string): boolean {
  if (name.length > ZONE_MOST || !/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The last part of a zone's name is its city. */
function cityOf(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}
