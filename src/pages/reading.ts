import { LANGUAGES, type PageLanguage } from '#pages/texts/index.ts';

/** How somebody likes to read. Kept in a cookie of their browser, nowhere else. */
export type Reading = {
  readonly language: PageLanguage;
  readonly calendar: 'gregory' | 'persian';
  readonly digits: 'latn' | 'arabext';
  /** An IANA time zone; UTC unless chosen. */
  readonly zone: string;
};

/** What was chosen by hand; the rest follows from the language. */
export type ReadingChoice = Partial<Reading>;

export const READING_COOKIE = 'rooftop_reading';
const YEAR_SECONDS = 31_536_000;

/** By the browser's own choice first, then the account's language, then what the browser asks for. */
export function readingOf(
  choice: ReadingChoice,
  accountLanguage: string | null | undefined,
  acceptLanguage: string | null,
): Reading {
  const language = choice.language ?? knownLanguage(accountLanguage) ?? preferred(acceptLanguage);
  return {
    language,
    calendar: choice.calendar ?? (language === 'fa' ? 'persian' : 'gregory'),
    digits: choice.digits ?? (language === 'fa' ? 'arabext' : 'latn'),
    zone: choice.zone ?? 'UTC',
  };
}

/** The page language a tag stands for, if there is one: `fa-IR` is `fa`. */
export function knownLanguage(tag: string | null | undefined): PageLanguage | undefined {
  const base = (tag ?? '').trim().split('-')[0]!.toLowerCase();
  return LANGUAGES.find((language) => language === base);
}

/** The best page language of an Accept-Language header (RFC 9110 §12.5.4); English if it names none of ours. */
function preferred(header: string | null): PageLanguage {
  let best: PageLanguage = 'en';
  let bestWeight = 0;
  for (const part of (header ?? '').slice(0, 512).split(',')) {
    const [tag, ...parameters] = part.split(';');
    const q = parameters.find((p) => p.trim().startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.trim().slice(2));
    const language = knownLanguage(tag);
    if (language && weight > bestWeight) [best, bestWeight] = [language, weight];
  }
  return best;
}

/** Reads the cookie's value: four parts with dots between, an empty one is not chosen. Never throws. */
export function choiceFromCookie(value: string | undefined): ReadingChoice {
  const [language, calendar, digits, zone] = (value ?? '').split('.');
  return choiceOf({ language, calendar, digits, zone: zone === undefined ? undefined : unescapeZone(zone) });
}

/** Keeps of a form or cookie what is a real choice. */
export function choiceOf(given: {
  readonly language?: string | undefined;
  readonly calendar?: string | undefined;
  readonly digits?: string | undefined;
  readonly zone?: string | undefined;
}): ReadingChoice {
  const language = LANGUAGES.find((one) => one === given.language);
  const calendar = (['gregory', 'persian'] as const).find((one) => one === given.calendar);
  const digits = (['latn', 'arabext'] as const).find((one) => one === given.digits);
  return {
    ...(language && { language }),
    ...(calendar && { calendar }),
    ...(digits && { digits }),
    ...(given.zone && isZone(given.zone) && { zone: given.zone }),
  };
}

/** The Set-Cookie header that keeps a choice. It holds no secret and is not readable by scripts all the same. */
export function readingCookie(choice: ReadingChoice, secure: boolean): string {
  const zone = (choice.zone ?? '').replaceAll('/', '~');
  const value = [choice.language ?? '', choice.calendar ?? '', choice.digits ?? '', zone].join('.');
  const safe = secure ? '; Secure' : '';
  return `${READING_COOKIE}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${safe}`;
}

function unescapeZone(zone: string): string {
  return zone.replaceAll('~', '/');
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z0-9_+\-/]{1,64}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
