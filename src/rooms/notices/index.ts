export {
  type AnswerOptions,
  answerCalendar,
  answerNotice,
  type NoticeAnswer,
} from '#rooms/notices/answer-notice.ts';
export { noticeTaken } from '#rooms/notices/events.ts';
export { linkNotices } from '#rooms/notices/link-notices.ts';
export { toNotice } from '#rooms/notices/notice-form.ts';
export { type OwnWork, ownNotice, ownNoticeEvent } from '#rooms/notices/own-notice.ts';
export type { CurrentWindow } from '#rooms/notices/rules/standing.ts';
export { type Candidate, readTypedTime, type TypedSpan } from '#rooms/notices/rules/typed-time.ts';
export { IMPACTS, type Impact, type NoticeForm, STATUSES, type Status } from '#rooms/notices/rules/words.ts';
export { type Decision, settleNotice } from '#rooms/notices/settle-notice.ts';
export { noticeStore } from '#rooms/notices/store.ts';
export { takeNotices } from '#rooms/notices/take-notice.ts';
export {
  type CurrentNotice,
  currentNotices,
  noticesDuring,
  type SeenNotice,
  seeNotice,
} from '#rooms/notices/views.ts';
