/** Lines of a notice that is as the standard wants it; each line can be replaced, taken out (null) or added by its name. */
const PLAIN: readonly (readonly [string, string])[] = [
  ['SUMMARY', 'Work on a line card'],
  ['DTSTART', ':20260616T044500Z'],
  ['DTEND', ':20260616T061500Z'],
  ['DTSTAMP', ':20260610T120000Z'],
  ['UID', 'job-7@carrier.example'],
  ['SEQUENCE', '1'],
  ['X-MAINTNOTE-PROVIDER', 'carrier.example'],
  ['X-MAINTNOTE-ACCOUNT', '4711'],
  ['X-MAINTNOTE-MAINTENANCE-ID', 'JOB-000007'],
  ['X-MAINTNOTE-OBJECT-ID', 'line-12'],
  ['X-MAINTNOTE-IMPACT', 'OUTAGE'],
  ['X-MAINTNOTE-STATUS', 'CONFIRMED'],
  ['ORGANIZER', 'mailto:noc@carrier.example'],
];

export type Changes = Readonly<Record<string, string | null>>;

/** The lines of one event. A value that begins with `;` or `:` brings its own parameters. */
export function eventLines(changes: Changes = {}, more: readonly string[] = []): readonly string[] {
  const lines = PLAIN.flatMap(([name, usual]) => {
    const value = name in changes ? changes[name]! : usual;
    if (value === null) return [];
    return [/^[;:]/.test(value) ? `${name}${value}` : `${name}:${value}`];
  });
  return ['BEGIN:VEVENT', ...lines, ...more, 'END:VEVENT'];
}

export function calendarOf(
  events: readonly (readonly string[])[],
  { head = [] as readonly string[], end = '\r\n' } = {},
): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Carrier//Jobs//EN', ...head];
  return [...lines, ...events.flat(), 'END:VCALENDAR'].join(end);
}

/** A calendar with one notice in it. */
export function notice(changes: Changes = {}, more: readonly string[] = []): string {
  return calendarOf([eventLines(changes, more)]);
}

export const bytesOf = (text: string) => Buffer.from(text, 'utf8');
