import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { type SealedText, sealText } from '#rooms/ledger/index.ts';
import { factsOf, MESSAGES_MOST, noticeFor, recompute, tellNotice } from '#rooms/notices/keep-message.ts';
import { type MessageRow, messageStore } from '#rooms/notices/message-store.ts';
import { settledForm, type TypedNotice } from '#rooms/notices/rules/settled-form.ts';
import type { NoticeForm } from '#rooms/notices/rules/words.ts';
import { Refusal } from '#values/refusal.ts';
import { TZDATA } from '#values/tzdata.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

export const WHY_MOST = 1_000;

/** What a person decides about a message that waits: it counts, as typed; or it does not, for a reason. */
export type Decision = { readonly accept: TypedNotice } | { readonly discard: string };

type Body = {
  readonly messageId: number;
  /** The form it counts with; null: it is discarded. */
  readonly form: NoticeForm | null;
  readonly why: string;
  readonly tzdata: string;
  readonly texts: Readonly<Record<string, SealedText>>;
};

type Options = { readonly id?: string };

/** Settles a message that waits for a person. Refuses, naming the field, what is still lacking. */
export async function settleNotice(
  house: House,
  messageId: number,
  decision: Decision,
  options: Options = {},
): Promise<{ readonly noticeId: number | null }> {
  const message = messageToSettle(house.view().of(messageStore).byId(messageId));
  const seal = (text: string) => sealText(house.world, text);
  if ('discard' in decision) {
    const why = decision.discard.trim();
    if (why === '' || why.length > WHY_MOST)
      throw new Refusal('invalid', `A reason of at most ${WHY_MOST} characters is needed`, 'why');
    const body = { messageId, form: null, why, tzdata: TZDATA, texts: { why: seal(why) } };
    return submit(house, settleNoticeCommand, body, options);
  }
  const form = message.form ?? settledForm(message.draft, decision.accept, message.receivedAt);
  const texts = { provider: seal(form.provider), maintenanceId: seal(form.maintenanceIds[0]!) };
  return submit(house, settleNoticeCommand, { messageId, form, why: '', tzdata: TZDATA, texts }, options);
}

const WAITS = new Set<MessageRow['standing']>(['quarantined', 'conflict', 'doubtful', 'reopens']);

function messageToSettle(message: MessageRow | undefined): MessageRow {
  if (!message) throw new Refusal('not-found', 'There is no such message');
  if (!WAITS.has(message.standing)) throw new Refusal('conflict', 'This message does not wait for anybody');
  return message;
}

export const settleNoticeCommand = defineCommand('settle-notice/1', (ctx, body: Body) => {
  const store = ctx.of(messageStore);
  const message = messageToSettle(store.byId(body.messageId));
  const settled = body.form ? accept(ctx, message, body.form) : discard(message, body.why);
  store.put({ ...settled, settledAt: ctx.at });
  if (settled.noticeId !== null) recompute(ctx, settled.noticeId);
  const about = { noticeId: settled.noticeId, messageId: message.id };
  const facts = {
    ...(body.form && factsOf(body.form)),
    ...{ decision: body.form ? 'accepted' : 'discarded', was: message.standing, tzdata: body.tzdata },
  };
  tellNotice(ctx, 'notice-settled', about, facts, body.texts);
  return { noticeId: settled.noticeId };
});

function discard(message: MessageRow, why: string): MessageRow {
  return { ...message, state: 'discarded', standing: 'discarded', settledWhy: why };
}

function accept(ctx: ApplyContext, message: MessageRow, form: NoticeForm): MessageRow {
  const noticeId = message.noticeId ?? noticeFor(ctx, form);
  unconfirmRivals(ctx, noticeId, form);
  return { ...message, noticeId, form, state: 'taken', standing: 'current', confirmed: true };
}

/** Of what contradicts each other, what a person chose last counts. */
function unconfirmRivals(ctx: ApplyContext, noticeId: number, { sequence, stampAt }: NoticeForm): void {
  const store = ctx.of(messageStore);
  for (const other of store.ofNotice(noticeId, MESSAGES_MOST))
    if (other.confirmed && other.form?.sequence === sequence && other.form.stampAt === stampAt)
      store.put({ ...other, confirmed: false });
}

/** The id under which a form that is sent twice settles once. */
export function settlingId(accountId: number, key: string | undefined, what: unknown): Options {
  if (!key) return {};
  return { id: `notice:${accountId}:${hash('sha256', `${key} ${JSON.stringify(what)}`, 'base64url')}` };
}
