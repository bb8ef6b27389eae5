import type { MessageRow } from '#rooms/notices/message-store.ts';
import type { ReadNotice } from '#rooms/notices/read-file.ts';
import type { NoticeForm, NoticeRemark } from '#rooms/notices/rules/words.ts';
import { sayRemark } from '#rooms/notices/say-remark.ts';
import type { CurrentNotice } from '#rooms/notices/views.ts';

/** A moment as notices write it: RFC 3339 in UTC, to the second. */
export function utc(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A notice as the command line and the API write it. */
export function toNotice(form: NoticeForm, remarks: readonly NoticeRemark[]) {
  const { provider, account, maintenanceIds, objects, impact, status } = form;
  const { startsAt, endsAt, stampAt, sequence, uid, organizer, summary } = form;
  return {
    ...{ provider, account, maintenanceIds, objects, impact, status },
    ...{ start: utc(startsAt), end: utc(endsAt), stamp: utc(stampAt) },
    ...{ sequence, uid, organizer, summary },
    warnings: remarks.map((one) => sayRemark(one)),
  };
}

/** What could not be taken, with every reason. */
export function toQuarantined(reasons: readonly NoticeRemark[], source: string) {
  return { quarantined: true, reason: reasons.map((one) => sayRemark(one)).join('; '), source };
}

export type NoticeJson = ReturnType<typeof toNotice> | ReturnType<typeof toQuarantined>;

export function toJson(read: ReadNotice, source: string): NoticeJson {
  if (read.kind === 'quarantined') return toQuarantined(read.reasons, source);
  return toNotice(read.form, [...read.doubts, ...read.warnings]);
}

/** A message that waits for a person, or stands in a notice's history. Whose account it is stays with staff. */
export function toMessage({
  id,
  noticeId,
  standing,
  form,
  remarks,
  source,
  receivedAt,
  outOfOrder,
}: MessageRow) {
  return {
    ...{ message: String(id), notice: noticeId === null ? null : String(noticeId), standing, outOfOrder },
    ...{ source, received: utc(receivedAt) },
    ...(form
      ? toNotice(form, remarks)
      : { quarantined: true, reason: remarks.map((one) => sayRemark(one)).join('; ') }),
  };
}

/** A window of a notice as it is accepted now. */
export function toCurrent(notice: CurrentNotice) {
  const { noticeId, harm, waiting, statusGiven } = notice;
  return {
    ...{ notice: String(noticeId), harm: String(harm), waiting, statusGiven },
    ...toNotice(notice, []),
  };
}
