const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in a locale's few letters; undefined when it is over a week, where the day is said instead. */
export function makeAgo(locale: string): (ms: number, now: number) => string | undefined {
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'narrow' });
  const present = new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' }).format(
    0,
    'second',
  );
  return (ms, now) => {
    const age = now - ms;
    if (age < MINUTE) return present;
    if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
    if (age < DAY) return relative.format(-Math.floor(age / HOUR), 'hour');
    if (age < 7 * DAY) return relative.format(-Math.floor(age / DAY), 'day');
    return undefined;
  };
}
