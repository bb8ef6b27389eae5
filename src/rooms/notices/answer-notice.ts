import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { writeCalendar } from '#machinery/icalendar/write-calendar.ts';
import { record, type SealedText, sealText } from '#rooms/ledger/index.ts';
import { seeNotice } from '#rooms/notices/views.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';
import { defineCommand } from '#view/command.ts';

/** What we answer a provider: yes, no, or another time (milliseconds UTC). */
export type NoticeAnswer =
  | { readonly kind: 'accepted' | 'declined' }
  | { readonly kind: 'counter'; readonly startsAt: number; readonly endsAt: number };

export type AnswerOptions = {
  /** Who answers, a mail address; postmaster of our domain otherwise. */
  readonly as?: string | undefined;
  /** Whom to answer when the notice names no ORGANIZER. */
  readonly to?: string | undefined;
  /** Which of several windows, by its UID. */
  readonly uid?: string | undefined;
};

type Window = {
  readonly uid: string;
  readonly sequence: number | null;
  readonly provider: string;
  readonly maintenanceIds: readonly string[];
  readonly summary: string;
  readonly startsAt: number;
  readonly endsAt: number;
};

/** The iTIP answer (RFC 5546) as a calendar to be sent to the provider. Pure; addresses are `mailto:` ones. */
export function answerCalendar(
  window: Window,
  answer: NoticeAnswer,
  {
    organizer,
    attendee,
    stampMs,
  }: { readonly organizer: string; readonly attendee: string; readonly stampMs: number },
): string {
  const counter = answer.kind === 'counter';
  const partstat = counter ? 'TENTATIVE' : answer.kind === 'accepted' ? 'ACCEPTED' : 'DECLINED';
  const { startsAt, endsAt } = counter ? answer : window;
  const event = {
    ...{ uid: window.uid, sequence: window.sequence ?? 0, stampMs, summary: window.summary },
    ...{ startMs: startsAt, endMs: endsAt },
    more: [
      { name: 'ORGANIZER', value: organizer },
      { name: 'ATTENDEE', params: { PARTSTAT: partstat }, value: attendee },
      { name: 'X-MAINTNOTE-PROVIDER', text: window.provider },
      ...window.maintenanceIds.map((text) => ({ name: 'X-MAINTNOTE-MAINTENANCE-ID', text })),
    ],
  };
  return writeCalendar([event], { method: counter ? 'COUNTER' : 'REPLY' });
}

/** Writes the answer to a notice for the operator to send, and puts its hash on the record. Sends nothing. */
export async function answerNotice(
  house: House,
  noticeId: number,
  answer: NoticeAnswer,
  options: AnswerOptions = {},
): Promise<{ readonly calendar: string; readonly hash: string }> {
  const window = windowToAnswer(house, noticeId, options.uid);
  if (answer.kind === 'counter' && answer.endsAt <= answer.startsAt)
    throw new Refusal('invalid', 'It must end after its start', 'end');
  const organizer = options.to ?? window.organizer;
  if (!organizer) throw new Refusal('invalid', 'The notice names no ORGANIZER: say whom to answer', 'to');
  const attendee = mailto(options.as ?? `postmaster@${house.domain}`, 'as');
  const parties = { organizer: mailto(organizer, 'to'), attendee, stampMs: house.world.now() };
  const calendar = answerCalendar(window, answer, parties);
  const digest = hash('sha256', calendar, 'hex');
  const file = sealText(house.world, digest);
  const { kind } = answer;
  const times = kind === 'counter' ? { start: iso(answer.startsAt), end: iso(answer.endsAt) } : {};
  await submit(house, answerNoticeCommand, { noticeId, kind, times, file });
  return { calendar, hash: digest };
}

function windowToAnswer(house: House, noticeId: number, uid: string | undefined) {
  const seen = seeNotice(house.view(), noticeId);
  if (!seen) throw new Refusal('not-found', 'There is no such notice');
  const windows = seen.windows.filter((one) => uid === undefined || one.uid === uid);
  if (windows.length === 0)
    throw new Refusal('conflict', 'Nothing of this notice is accepted yet: settle it first');
  if (windows.length > 1)
    throw new Refusal('invalid', 'The notice has several windows: say which UID', 'uid');
  return windows[0]!;
}

const ADDRESS = /^[^\s@:;,"<>]{1,100}@[^\s@:;,"<>]{1,200}$/;

function mailto(address: string, field: string): string {
  const plain = address.trim().replace(/^mailto:/i, '');
  if (!ADDRESS.test(plain)) throw new Refusal('invalid', 'This is no mail address', field);
  return `mailto:${plain}`;
}

type Body = {
  readonly noticeId: number;
  readonly kind: NoticeAnswer['kind'];
  readonly times: Readonly<Record<string, string>>;
  readonly file: SealedText;
};

export const answerNoticeCommand = defineCommand('answer-notice/1', (ctx, body: Body) => {
  const { noticeId, kind, times, file } = body;
  const facts = { answer: kind, ...times };
  const texts = { file };
  record(ctx, { kind: 'notice-answered', about: `notice/${noticeId}`, facts, texts, shown: false });
  return {};
});
