import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { decodeText } from '#machinery/icalendar/charset.ts';
import { holdsCalendar } from '#machinery/icalendar/read-calendar.ts';

/** What is wanted of a mail: who says what when, and the calendars anywhere in it. */
export type ReadMail = {
  readonly subject: string;
  readonly from: string | null;
  /** Milliseconds; null when the mail has no date that can be read. */
  readonly sentAt: number | null;
  /** Each once, in order: attached, inline, in a forwarded mail, or in the text itself. */
  readonly calendars: readonly string[];
  /** It could not be read as a mail, or not whole. */
  readonly broken: boolean;
};

export const MAIL_MOST = 10_485_760;
const CALENDARS_MOST = 20;
/** Lines that may begin a part; a mail of hundreds of thousands of empty parts would take its reader minutes. */
const PART_LINES_MOST = 2_000;
const LINES_MOST = 150_000;
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 262_144, maxRfc822NestingDepth: 3 };
const WORDS_MOST = 1_000;

const NOTHING: ReadMail = { subject: '', from: null, sentAt: null, calendars: [], broken: true };

/** Reads a mail (RFC 5322). Never throws; at most MAIL_MOST bytes of it are looked at. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  if (hasMore(bytes, '\n--', PART_LINES_MOST) || hasMore(bytes, '\n', LINES_MOST)) return NOTHING;
  try {
    const mail = await PostalMime.parse(bytes.subarray(0, MAIL_MOST), LIMITS);
    return {
      subject: (mail.subject ?? '').slice(0, WORDS_MOST),
      from: addressOf(mail.from),
      sentAt: timeOf(mail.date),
      calendars: calendarsIn(mail),
      broken: bytes.length > MAIL_MOST,
    };
  } catch {
    return NOTHING;
  }
}

/** Whether some bytes stand more than so many times in others. */
function hasMore(bytes: Uint8Array, what: string, most: number): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = buffer.indexOf(what); at >= 0; at = buffer.indexOf(what, at + 1))
    if (++count > most) return true;
  return false;
}

/** Whether bytes look like a mail: header lines before all else. */
export function looksLikeMail(text: string): boolean {
  const head = text
    .slice(0, 20_000)
    .trimStart()
    .split(/\r?\n\r?\n/, 1)[0]!;
  if (!/^(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:)/.test(head)) return false;
  return /^(?:received|from|to|subject|date|mime-version|message-id|return-path|content-type):/im.test(head);
}

function addressOf(from: Address | undefined): string | null {
  const address = from?.address ?? from?.group?.[0]?.address ?? '';
  return address === '' ? null : address.slice(0, WORDS_MOST);
}

function timeOf(date: string | undefined): number | null {
  const ms = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(ms) ? null : ms;
}

function calendarsIn({ attachments, text }: Email): readonly string[] {
  const texts = [...attachments.map(textOf), text ?? ''].flatMap(calendarsInText);
  const each = new Map(texts.map((one) => [one.replace(/\r\n?/g, '\n').trim(), one]));
  return [...each.values()].slice(0, CALENDARS_MOST);
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content;
  return decodeText(new Uint8Array(content instanceof Uint8Array ? content : new Uint8Array(content))).text;
}

/** The calendars that stand in a text, whatever stands around them. */
export function calendarsInText(text: string): readonly string[] {
  if (!holdsCalendar(text)) return [];
  const parts = text.split(/(?=BEGIN:VCALENDAR)/i).filter((part) => /^BEGIN:VCALENDAR/i.test(part));
  return parts.map((part) => {
    const end = part.search(/END:VCALENDAR/i);
    return end < 0 ? part : part.slice(0, end + 'END:VCALENDAR'.length);
  });
}
