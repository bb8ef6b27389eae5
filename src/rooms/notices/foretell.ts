import { MESSAGES_MOST, toRuleMessage } from '#rooms/notices/keep-message.ts';
import { type MessageRow, messageStore } from '#rooms/notices/message-store.ts';
import type { ReadNotice } from '#rooms/notices/read-file.ts';
import { keyOf } from '#rooms/notices/rules/key.ts';
import { type Message, stateOf } from '#rooms/notices/rules/standing.ts';
import { noticeStore } from '#rooms/notices/store.ts';
import { uidsBeside } from '#rooms/notices/take-notice.ts';
import type { View } from '#view/reader.ts';

/** Where each event of some files would stand if they were taken now, beside what is here already. Changes nothing. */
export function foretell(
  view: Pick<View, 'of'>,
  files: readonly (readonly ReadNotice[])[],
): readonly (readonly MessageRow['standing'][])[] {
  const all = files.flatMap((file) => file.map((read) => ({ read, file })));
  const numbered = all.map(({ read, file }, i) => ({ read, file, id: -1 - i }));
  const standings = new Map<number, MessageRow['standing']>();
  const notices = numbered.flatMap(({ read, file, id }) =>
    read.kind === 'notice' ? [{ key: keyOf(read.form), message: toMessage(read, file, id) }] : [],
  );
  for (const [key, group] of Map.groupBy(notices, (one) => one.key)) {
    const { standings: found } = stateOf([...known(view, key), ...group.map(({ message }) => message)]);
    for (const { message } of group) standings.set(message.id, found.get(message.id) ?? 'superseded');
  }
  let id = 0;
  return files.map((file) => file.map(() => standings.get(--id) ?? 'quarantined'));
}

function toMessage(
  { form, doubts }: Extract<ReadNotice, { kind: 'notice' }>,
  file: readonly ReadNotice[],
  id: number,
): Message {
  return { id, form, together: uidsBeside(form, file), doubtful: doubts.length > 0, confirmed: false };
}

function known(view: Pick<View, 'of'>, key: string): readonly Message[] {
  const notice = view.of(noticeStore).byKey(key);
  if (!notice) return [];
  const rows = view.of(messageStore).ofNotice(notice.id, MESSAGES_MOST);
  return rows.filter(({ state }) => state === 'taken').map(toRuleMessage);
}
