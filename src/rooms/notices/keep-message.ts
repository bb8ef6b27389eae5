import { record, type SealedText } from '#rooms/ledger/index.ts';
import { noticeTaken } from '#rooms/notices/events.ts';
import { type MessageRow, messageStore } from '#rooms/notices/message-store.ts';
import { keyOf } from '#rooms/notices/rules/key.ts';
import { type Message, stateOf, waiting } from '#rooms/notices/rules/standing.ts';
import type { NoticeForm } from '#rooms/notices/rules/words.ts';
import { noticeStore } from '#rooms/notices/store.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';
import type { ApplyContext } from '#view/command.ts';

/** Messages about one maintenance id; more are no history any more but an accident. */
export const MESSAGES_MOST = 150;

type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The notice a form belongs to, made when it is the first. In apply. */
export function noticeFor(ctx: ApplyContext, form: NoticeForm): number {
  const store = ctx.of(noticeStore);
  const key = keyOf(form);
  const known = store.byKey(key);
  if (known) {
    if (ctx.of(messageStore).ofNotice(known.id, MESSAGES_MOST).length >= MESSAGES_MOST)
      throw new Refusal('too-many', `There are already ${MESSAGES_MOST} messages about this work`);
    return known.id;
  }
  const id = ctx.randomId();
  store.put({ id, key, windows: [], waiting: 0, endsAt: form.endsAt, changedAt: ctx.at });
  return id;
}

/** Works out anew what is accepted of a notice, from all its messages. In apply. */
export function recompute(ctx: ApplyContext, noticeId: number): void {
  const notices = ctx.of(noticeStore);
  const messages = ctx.of(messageStore);
  const taken = messages.ofNotice(noticeId, MESSAGES_MOST).filter(({ state }) => state === 'taken');
  const { windows, standings } = stateOf(taken.map(toRuleMessage));
  for (const [id, standing] of standings) messages.setStanding(id, standing);
  const { key } = notices.byId(noticeId)!;
  if (taken.length === 0) {
    notices.remove(noticeId);
    return;
  }
  const ends = [...windows, ...taken.map(({ form }) => form!)].map(({ endsAt }) => endsAt);
  notices.put({
    ...{ id: noticeId, key, windows, waiting: waiting(standings).length },
    ...{ endsAt: Math.max(...ends), changedAt: ctx.at },
  });
}

export function toRuleMessage({ id, form, together, doubtful, confirmed }: MessageRow): Message {
  return { id, form: form!, together, doubtful, confirmed };
}

/** Closed facts of a form for the record: what it says and when, never whose account it is. */
export function factsOf(form: NoticeForm): Facts {
  return {
    ...{ status: form.status, impact: form.impact, sequence: form.sequence },
    ...{ start: iso(form.startsAt), end: iso(form.endsAt), stamp: iso(form.stampAt) },
  };
}

/** Puts what happened on the record, its words sealed and withheld, and says that it happened. In apply. */
export function tellNotice(
  ctx: ApplyContext,
  kind: string,
  about: { readonly noticeId: number | null; readonly messageId: number },
  facts: Facts,
  texts: Readonly<Record<string, SealedText>>,
): void {
  const { noticeId, messageId } = about;
  const name = noticeId === null ? `notice-message/${messageId}` : `notice/${noticeId}`;
  record(ctx, { kind, about: name, facts: { ...facts, message: String(messageId) }, texts, shown: false });
  ctx.emit(noticeTaken, { noticeId });
}
