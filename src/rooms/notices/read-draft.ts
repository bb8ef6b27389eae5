import { type Property, paramOf } from '#machinery/icalendar/content-line.ts';
import type { CalendarEvent } from '#machinery/icalendar/events.ts';
import { propertiesOf, propertyOf } from '#machinery/icalendar/read-calendar.ts';
import type { Remark } from '#machinery/icalendar/remark.ts';
import { textOf } from '#machinery/icalendar/text.ts';
import type { CalendarTime } from '#machinery/icalendar/times.ts';
import type { Draft, DraftTime, MailAround } from '#rooms/notices/rules/draft.ts';
import { FIELD_MOST, IDS_MOST, OBJECTS_MOST } from '#rooms/notices/rules/judge.ts';
import type { NoticeRemark } from '#rooms/notices/rules/words.ts';

const PREFIX = 'X-MAINTNOTE-';
/** Properties of which one notice has one; written twice and differently, nobody knows which is meant. */
const ONCE = [
  ...['DTSTART', 'DTEND', 'DTSTAMP', 'UID', 'SEQUENCE'],
  ...['PROVIDER', 'ACCOUNT', 'IMPACT', 'STATUS'].map((name) => `${PREFIX}${name}`),
];

/** Reads an event as a notice's draft. `remarks` are those of its own lines. Pure; never throws. */
export function readDraft(event: CalendarEvent, remarks: readonly Remark[], mail: MailAround | null): Draft {
  const { component, calendar, sequence, status, summary } = event;
  const text = (name: string) => shortText(propertyOf(component, name));
  const objects = propertiesOf(component, `${PREFIX}OBJECT-ID`).slice(0, OBJECTS_MOST + 1);
  const ids = propertiesOf(component, `${PREFIX}MAINTENANCE-ID`).slice(0, IDS_MOST + 1);
  return {
    provider: text(`${PREFIX}PROVIDER`),
    account: text(`${PREFIX}ACCOUNT`),
    ids: ids.flatMap((one) => {
      const id = shortText(one);
      return id === null ? [] : [{ id, primary: upper(param(one, 'PRECEDENCE')) === 'PRIMARY' }];
    }),
    objects: objects.flatMap((one) => {
      const id = shortText(one);
      return id === null ? [] : [{ id, impact: upper(param(one, 'OBJECT-IMPACT')) }];
    }),
    impact: upper(text(`${PREFIX}IMPACT`)),
    status: upper(text(`${PREFIX}STATUS`)),
    plainStatus: status?.slice(0, FIELD_MOST) ?? null,
    method: upper(shortText(propertyOf(calendar, 'METHOD'))),
    start: draftTime(event.start),
    end: draftTime(event.end),
    stamp: draftTime(event.stamp),
    sequence,
    uid: event.uid?.slice(0, FIELD_MOST) ?? null,
    organizer: text('ORGANIZER'),
    summary: summary.slice(0, FIELD_MOST),
    isNotice: component.properties.some(({ name }) => name.startsWith(PREFIX)),
    repeats: event.repeats,
    seen: [...remarks.flatMap(remarkOf), ...spacesIn(event), ...repeatedIn(event)],
    mail,
  };
}

function shortText(property: Property | undefined): string | null {
  const text = property && textOf(property).trim().slice(0, FIELD_MOST).toWellFormed();
  return text ? text : null;
}

/** A parameter of the standard, with or without its prefix, as senders write it. */
function param(property: Property, name: string): string | null {
  return paramOf(property, `${PREFIX}${name}`) ?? paramOf(property, name) ?? null;
}

function upper(text: string | null): string | null {
  return text?.trim().toUpperCase() || null;
}

function draftTime(time: CalendarTime | null): DraftTime | null {
  if (time === null) return null;
  if (time.kind === 'instant') return { ms: time.ms };
  if (time.kind === 'floating') return { ms: null, wrong: 'no-zone', raw: time.local };
  if (time.kind === 'date') return { ms: null, wrong: 'date-only', raw: time.date };
  if (time.kind === 'wrong') return { ms: null, wrong: 'wrong-time', raw: time.raw };
  const raw = `${time.local} ${time.zone}`.slice(0, FIELD_MOST);
  return { ms: null, wrong: time.why, raw, meanings: time.meanings };
}

/** What the calendar's reader remarked on, in the words of notices. */
function remarkOf({ what, raw }: Remark): readonly NoticeRemark[] {
  const about = raw === undefined ? {} : { about: raw };
  if (what === 'joined-line' || what === 'unknown-name' || what === 'lost-colon') return [{ what, ...about }];
  return [{ what: 'odd-text', about: what }];
}

function spacesIn({ component }: CalendarEvent): readonly NoticeRemark[] {
  const spaced = component.properties.find(
    ({ name, value }) => (name === 'UID' || name.startsWith(PREFIX)) && value !== value.trim(),
  );
  return spaced ? [{ what: 'spaces', about: spaced.name }] : [];
}

function repeatedIn({ component }: CalendarEvent): readonly NoticeRemark[] {
  return ONCE.flatMap((name) => {
    const values = new Set(propertiesOf(component, name).map(({ value }) => value.trim()));
    return values.size > 1 ? [{ what: 'repeated-property' as const, about: name }] : [];
  });
}
