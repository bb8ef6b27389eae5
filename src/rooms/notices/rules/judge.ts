import { contactKnown } from '#rooms/notices/rules/contacts.ts';
import type { Draft, DraftTime } from '#rooms/notices/rules/draft.ts';
import { disagreesWithMail } from '#rooms/notices/rules/mail-subject.ts';
import {
  type Doubt,
  IMPACTS,
  type Impact,
  type NoticeForm,
  type NoticeRemark,
  type Reason,
  STATUSES,
} from '#rooms/notices/rules/words.ts';

/** A draft that can be taken, perhaps with doubts a person has to look at; or the reasons why not, all of them. */
export type Judged =
  | {
      readonly kind: 'notice';
      readonly form: NoticeForm;
      readonly doubts: readonly NoticeRemark[];
      readonly warnings: readonly NoticeRemark[];
    }
  | { readonly kind: 'quarantined'; readonly reasons: readonly NoticeRemark[]; readonly draft: Draft };

export const OBJECTS_MOST = 500;
export const IDS_MOST = 20;
export const FIELD_MOST = 500;
const LENGTH_MOST_MS = 366 * 86_400_000;
const METHODS = new Set(['PUBLISH', 'REQUEST', 'CANCEL']);
const OVER = new Set(['CANCELLED', 'COMPLETED']);
/** Sent by some, in no standard; they change no status. */
const KNOWN_BESIDE = new Set(['RE-SCHEDULED', 'NO-CHANGE']);

export function judge(draft: Draft): Judged {
  const reasons = reasonsAgainst(draft);
  if (reasons.length > 0) return { kind: 'quarantined', reasons, draft };
  const form = formOf(draft);
  return { kind: 'notice', form, doubts: doubtsAbout(draft, form), warnings: warningsAbout(draft, form) };
}

function reasonsAgainst(draft: Draft): readonly NoticeRemark[] {
  const { seen } = draft;
  if (!draft.isNotice) return [{ what: 'plain-event' }];
  const over = OVER.has(statusOf(draft) ?? '');
  const missing: readonly (readonly [Reason, boolean])[] = [
    ['no-provider', draft.provider === null],
    ['no-account', draft.account === null],
    ['no-maintenance-id', draft.ids.length === 0],
    ['no-object-id', draft.objects.length === 0 && !over],
    ['no-uid', draft.uid === null],
    ['no-organizer', draft.organizer === null && !contactKnown(draft)],
    ['method', draft.method !== null && !METHODS.has(draft.method)],
    ['repeats', draft.repeats],
  ];
  return [
    ...seen.filter(({ what }) => what === 'lost-colon' || what === 'repeated-property'),
    ...missing.filter(([, is]) => is).map(([what]) => ({ what })),
    ...timeReasons(draft),
  ];
}

function timeReasons({ start, end, stamp }: Draft): readonly NoticeRemark[] {
  const one = (time: DraftTime | null, missing: Reason): NoticeRemark[] => {
    if (time === null) return [{ what: missing }];
    if (time.ms !== null) return [];
    return [{ what: time.wrong ?? 'wrong-time', ...(time.raw !== undefined && { about: time.raw }) }];
  };
  const length = (end?.ms ?? 0) - (start?.ms ?? 0);
  const both = start?.ms != null && end?.ms != null;
  return [
    ...one(start, 'no-start'),
    ...one(end, 'no-end'),
    ...one(stamp, 'no-stamp'),
    ...(both && length <= 0 ? [{ what: 'end-before-start' } as const] : []),
    ...(both && length > LENGTH_MOST_MS ? [{ what: 'too-long' } as const] : []),
  ];
}

/** X-MAINTNOTE's status wins; a calendar that cancels says so without one. */
export function statusOf({ status, method, plainStatus }: Draft): string | null {
  if (status !== null) return status;
  return method === 'CANCEL' || plainStatus === 'CANCELLED' ? 'CANCELLED' : null;
}

function formOf(draft: Draft): NoticeForm {
  const impact = impactOf(draft.impact);
  const primary = draft.ids.find((one) => one.primary) ?? draft.ids[0]!;
  const ids = [primary, ...draft.ids].map(({ id }) => id);
  return {
    provider: draft.provider!,
    account: draft.account!,
    maintenanceIds: [...new Set(ids)].slice(0, IDS_MOST),
    objects: draft.objects
      .slice(0, OBJECTS_MOST)
      .map((one) => ({ id: one.id, impact: impactOf(one.impact) ?? impact ?? 'OUTAGE' })),
    impact: impact ?? 'OUTAGE',
    impactGiven: impact !== undefined,
    status: statusOf(draft),
    startsAt: draft.start!.ms!,
    endsAt: draft.end!.ms!,
    stampAt: draft.stamp!.ms!,
    sequence: draft.sequence,
    uid: draft.uid!,
    organizer: draft.organizer,
    summary: draft.summary,
  };
}

function impactOf(raw: string | null): Impact | undefined {
  return IMPACTS.find((one) => one === raw);
}

/** iCalendar's three words, and what they may stand beside. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  TENTATIVE: ['TENTATIVE', 'RE-SCHEDULED', 'NO-CHANGE'],
  CONFIRMED: ['CONFIRMED', 'IN-PROCESS', 'COMPLETED', 'RE-SCHEDULED', 'NO-CHANGE'],
  CANCELLED: ['CANCELLED'],
};

function doubtsAbout(draft: Draft, form: NoticeForm): readonly NoticeRemark[] {
  const { status, plainStatus, method, mail } = draft;
  const known = status !== null && (isStatus(status) || KNOWN_BESIDE.has(status));
  const allowed = plainStatus === null ? undefined : BESIDE[plainStatus];
  const found: readonly (readonly [Doubt, boolean, string])[] = [
    [
      'two-statuses',
      known && allowed !== undefined && !allowed.includes(status),
      `${status}, ${plainStatus}`,
    ],
    ['method-disagrees', method === 'CANCEL' && form.status !== 'CANCELLED', `${form.status}`],
    ['subject-disagrees', mail !== null && disagreesWithMail(mail.subject, form), mail?.subject ?? ''],
  ];
  return found.filter(([, is]) => is).map(([what, , about]) => ({ what, about: about.slice(0, FIELD_MOST) }));
}

export function isStatus(text: string | null): boolean {
  return STATUSES.some((one) => one === text);
}

const DAY_MS = 86_400_000;

function warningsAbout(draft: Draft, form: NoticeForm): readonly NoticeRemark[] {
  const { status, impact, mail } = draft;
  const over = /\b(?:complet(?:ed|ion)|cancel(?:l?ed|lation)|finished)\b/i;
  const primaries = draft.ids.filter((one) => one.primary).length;
  const oddImpacts = [impact, ...draft.objects.map((one) => one.impact)].filter(
    (raw) => raw !== null && impactOf(raw) === undefined,
  );
  const found: readonly (readonly [NoticeRemark, boolean])[] = [
    [{ what: 'no-organizer-known' }, draft.organizer === null],
    [{ what: 'no-impact' }, impact === null],
    [{ what: 'unknown-impact', about: oddImpacts[0] ?? '' }, oddImpacts.length > 0],
    [{ what: 'no-status' }, form.status === null],
    [{ what: 'unknown-status', about: status ?? '' }, status !== null && !isStatus(status)],
    [{ what: 'no-sequence' }, form.sequence === null],
    [{ what: 'no-objects' }, draft.objects.length === 0],
    [{ what: 'asks-answer' }, draft.method === 'REQUEST'],
    [{ what: 'summary-says-over', about: form.summary }, form.status === null && over.test(form.summary)],
    [{ what: 'stamp-after-end' }, form.stampAt > form.endsAt && !OVER.has(form.status ?? '')],
    [{ what: 'older-than-mail' }, mail?.sentAt != null && mail.sentAt - form.stampAt > DAY_MS],
    [{ what: 'several-primary' }, primaries > 1],
    [{ what: 'cut' }, draft.objects.length > OBJECTS_MOST || draft.ids.length > IDS_MOST],
  ];
  return [...draft.seen, ...found.filter(([, is]) => is).map(([remark]) => remark)];
}
