import { decodeText } from '#machinery/icalendar/charset.ts';
import { type CalendarEvent, eventsOf } from '#machinery/icalendar/events.ts';
import { holdsCalendar, readCalendar } from '#machinery/icalendar/read-calendar.ts';
import type { Remark } from '#machinery/icalendar/remark.ts';
import { looksLikeMail, MAIL_MOST, readMail } from '#machinery/mail/read-mail.ts';
import { readDraft } from '#rooms/notices/read-draft.ts';
import type { MailAround } from '#rooms/notices/rules/draft.ts';
import { type Judged, judge } from '#rooms/notices/rules/judge.ts';
import type { NoticeRemark, Reason } from '#rooms/notices/rules/words.ts';

/** What came out of a file: one for each event, in order. What holds no event at all is one quarantined thing without a draft. */
export type ReadNotice =
  | Judged
  | { readonly kind: 'quarantined'; readonly reasons: readonly NoticeRemark[]; readonly draft: null };

export const FILE_MOST = MAIL_MOST;

/** Reads a file, mail or body that should hold notices. Never throws. */
export async function readNotices(bytes: Uint8Array): Promise<readonly ReadNotice[]> {
  if (bytes.length > FILE_MOST) return [nothing('too-large')];
  const { text, guessed } = decodeText(bytes);
  const plain = fromBase64(text) ?? text;
  if (!/^\s*BEGIN:VCALENDAR/i.test(plain) && looksLikeMail(plain)) return inMail(bytes);
  if (!holdsCalendar(plain)) return [nothing('no-calendar')];
  return inCalendar(plain, null, guessed);
}

/** A calendar that is base64 as a whole: mail programs save attachments so. */
function fromBase64(text: string): string | undefined {
  if (!/^\s*QkVHSU46VkNBTEVOREFS/.test(text)) return undefined;
  return decodeText(Buffer.from(text, 'base64')).text;
}

async function inMail(bytes: Uint8Array): Promise<readonly ReadNotice[]> {
  const mail = await readMail(bytes);
  if (mail.calendars.length === 0) return [nothing(mail.broken ? 'unreadable' : 'no-calendar')];
  return mail.calendars.flatMap((text) => inCalendar(text, mail, null));
}

function inCalendar(text: string, mail: MailAround | null, guessed: string | null): readonly ReadNotice[] {
  const read = readCalendar(text);
  const events = eventsOf(read);
  if (events.length === 0) return [nothing('no-event')];
  const remarks = [...read.faults, ...read.warnings];
  const lines = events.map(({ component }) => component.line);
  const around = mail && { subject: mail.subject, from: mail.from, sentAt: mail.sentAt };
  return events.map((event, i) => {
    const own = ownRemarks(event, remarks, lines[i + 1] ?? Infinity);
    const draft = readDraft(event, own, around);
    const charset = guessed === null ? [] : [{ what: 'guessed-charset', about: guessed } as const];
    return judge({ ...draft, seen: [...draft.seen, ...charset] });
  });
}

/** The remarks about an event's own lines. */
function ownRemarks(
  { component }: CalendarEvent,
  remarks: readonly Remark[],
  next: number,
): readonly Remark[] {
  return remarks.filter(({ line }) => line >= component.line && line < next);
}

function nothing(what: Reason): ReadNotice {
  return { kind: 'quarantined', reasons: [{ what }], draft: null };
}
