import type { NoticeForm, NoticeObject } from '#rooms/notices/rules/words.ts';

/** One message about a notice, as it is kept. */
export type Message = {
  readonly id: number;
  readonly form: NoticeForm;
  /** UIDs that stood together with it in one file, for the same maintenance id: several windows, not one that was amended. */
  readonly together: readonly string[];
  /** A person has to look before it counts. */
  readonly doubtful: boolean;
  /** A person has looked: it counts, also against what it contradicts. */
  readonly confirmed: boolean;
};

/** Where a message stands among those about the same thing. The last three wait for a person. */
export type Standing = 'current' | 'superseded' | 'conflict' | 'doubtful' | 'reopens';

/** One window of a notice as it is accepted now. */
export type CurrentWindow = Omit<NoticeForm, 'status'> & {
  readonly messageId: number;
  /** Never null: TENTATIVE until a sender says more. */
  readonly status: string;
  /** Whether a sender ever gave a status. */
  readonly statusGiven: boolean;
};

export type NoticeState = {
  readonly windows: readonly CurrentWindow[];
  readonly standings: ReadonlyMap<number, Standing>;
};

const FINAL = new Set(['CANCELLED', 'COMPLETED']);
/** Statuses that are taken over; any other, or none, changes nothing. */
const TAKEN = new Set(['TENTATIVE', 'CONFIRMED', 'IN-PROCESS', ...FINAL]);

/**
 * What is accepted of all messages about one maintenance id. It depends on which messages there are and never on the order in
 * which they came: a higher SEQUENCE wins, then a newer DTSTAMP; what is equal in both and differs is for a person, as is
 * what would reopen a window that was cancelled or completed.
 */
export function stateOf(messages: readonly Message[]): NoticeState {
  const standings = new Map<number, Standing>();
  const lanes = lanesOf(messages);
  const windows = lanes.flatMap((lane) => foldLane(lane, standings) ?? []);
  return { windows: windows.toSorted(byWindow), standings };
}

/** Windows that were announced side by side are followed each by its UID; otherwise a new UID is an amendment. */
function lanesOf(messages: readonly Message[]): readonly (readonly Message[])[] {
  if (!messages.some(({ together }) => together.length > 1)) return [messages];
  return [...Map.groupBy(messages, ({ form }) => form.uid).values()];
}

const byWindow = (a: CurrentWindow, b: CurrentWindow) => a.startsAt - b.startsAt || (a.uid < b.uid ? -1 : 1);

function foldLane(lane: readonly Message[], standings: Map<number, Standing>): CurrentWindow | undefined {
  let state: CurrentWindow | undefined;
  // Something that may have ended it waits for a person: nothing may go on by itself after that.
  let perhapsOver = false;
  for (const group of versionsOf(lane)) {
    const { message, standing } = choose(group);
    const waits = standing ?? (mayFollow(state, perhapsOver, message) ? undefined : 'reopens');
    if (waits !== undefined) {
      for (const { id } of group) standings.set(id, waits);
      perhapsOver ||= group.some(({ form }) => FINAL.has(form.status ?? ''));
      continue;
    }
    for (const { id } of lane) if (standings.has(id)) standings.set(id, 'superseded');
    for (const { id } of group) standings.set(id, 'superseded');
    standings.set(message.id, 'current');
    state = follow(state, message);
    perhapsOver = false;
  }
  if (state) markRenumbered(lane, state, standings);
  return state;
}

/** The messages by version, oldest first; those of one version side by side. */
function versionsOf(lane: readonly Message[]): readonly (readonly Message[])[] {
  const versioned = lane.map((message) => ({ message, sequence: sequenceOf(message, lane) }));
  const sorted = versioned.toSorted(
    (a, b) => a.sequence - b.sequence || a.message.form.stampAt - b.message.form.stampAt,
  );
  const groups = Map.groupBy(sorted, ({ sequence, message }) => `${sequence} ${message.form.stampAt}`);
  return [...groups.values()].map((group) => group.map(({ message }) => message));
}

/** A message without a SEQUENCE stands where the newest of those before it stood. */
function sequenceOf({ form }: Message, lane: readonly Message[]): number {
  if (form.sequence !== null) return form.sequence;
  const before = lane.filter((other) => other.form.stampAt <= form.stampAt);
  return Math.max(-1, ...before.map((other) => other.form.sequence ?? -1));
}

function choose(group: readonly Message[]): { readonly message: Message; readonly standing?: Standing } {
  const confirmed = inOrder(group.filter((one) => one.confirmed));
  if (confirmed.length > 0) return { message: confirmed[0]! };
  const [message] = inOrder(group) as [Message];
  if (new Set(group.map(contentOf)).size > 1) return { message, standing: 'conflict' };
  return group.every((one) => one.doubtful) ? { message, standing: 'doubtful' } : { message };
}

/** An order that does not depend on arrival, for messages that say the same. */
function inOrder(group: readonly Message[]): readonly Message[] {
  const keyed = group.map((message) => ({ message, key: wholeOf(message) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ message }) => message);
}

function wholeOf({ form, doubtful }: Message): string {
  return `${Number(doubtful)} ${JSON.stringify(form)}`;
}

/** What a message says, as far as two that say different things contradict each other. */
function contentOf({ form }: Message): string {
  const { maintenanceIds, objects, impact, status, startsAt, endsAt } = form;
  const listed = objects.map(({ id, impact: one }) => `${id} ${one}`).toSorted();
  return JSON.stringify([maintenanceIds.toSorted(), listed, impact, status, startsAt, endsAt]);
}

function mayFollow(
  state: CurrentWindow | undefined,
  perhapsOver: boolean,
  { form, confirmed }: Message,
): boolean {
  if (confirmed || form.status === null || !TAKEN.has(form.status)) return true;
  if (FINAL.has(form.status)) return !state || !FINAL.has(state.status) || state.status === form.status;
  return !perhapsOver && !(state && FINAL.has(state.status));
}

function follow(before: CurrentWindow | undefined, { id, form }: Message): CurrentWindow {
  const given = form.status !== null && TAKEN.has(form.status);
  const silent = FINAL.has(form.status ?? '') && before !== undefined;
  const objects: readonly NoticeObject[] =
    form.objects.length === 0 && before ? before.objects : form.objects;
  return {
    ...form,
    messageId: id,
    status: given ? form.status! : (before?.status ?? 'TENTATIVE'),
    statusGiven: given || (before?.statusGiven ?? false),
    objects,
    impact: silent && !form.impactGiven ? before.impact : form.impact,
    maintenanceIds: [...new Set([...form.maintenanceIds, ...(before?.maintenanceIds ?? [])])],
  };
}

/** A newer message under another UID that counts from the start again would be lost in silence. */
function markRenumbered(
  lane: readonly Message[],
  state: CurrentWindow,
  standings: Map<number, Standing>,
): void {
  for (const { id, form, confirmed } of lane)
    if (
      !confirmed &&
      form.uid !== state.uid &&
      form.stampAt > state.stampAt &&
      standings.get(id) === 'superseded'
    )
      standings.set(id, 'conflict');
}

/** Whether messages wait for a person. */
export function waiting(standings: ReadonlyMap<number, Standing>): readonly number[] {
  return [...standings].filter(([, one]) => one !== 'current' && one !== 'superseded').map(([id]) => id);
}
