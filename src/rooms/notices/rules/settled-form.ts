import type { Draft, DraftTime } from '#rooms/notices/rules/draft.ts';
import { FIELD_MOST, IDS_MOST, OBJECTS_MOST, statusOf } from '#rooms/notices/rules/judge.ts';
import { readMoment } from '#rooms/notices/rules/moment.ts';
import { IMPACTS, type NoticeForm, STATUSES } from '#rooms/notices/rules/words.ts';
import { Refusal } from '#values/refusal.ts';

/** What a person types to settle a notice that could not be taken; what is empty stays as the sender gave it. */
export type TypedNotice = {
  readonly provider?: string | undefined;
  readonly account?: string | undefined;
  /** Several with line ends or commas between; so with objects. */
  readonly maintenanceIds?: string | undefined;
  readonly objects?: string | undefined;
  readonly impact?: string | undefined;
  readonly status?: string | undefined;
  /** RFC 3339, or local time of `zone`. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly zone?: string | undefined;
};

function refuse(message: string, field: string): never {
  throw new Refusal('invalid', message, field);
}

/** The form a person makes of a draft. Refuses, naming the field, what is still lacking or cannot be meant. */
export function settledForm(draft: Draft | null, typed: TypedNotice, receivedAt: number): NoticeForm {
  const provider = words(typed.provider, draft?.provider, 'provider');
  const startsAt = moment(typed.start, draft?.start, typed.zone, 'start');
  const endsAt = moment(typed.end, draft?.end, typed.zone, 'end');
  if (endsAt <= startsAt) refuse('It must end after its start', 'end');
  const ids =
    listed(typed.maintenanceIds, IDS_MOST, 'maintenanceIds') ?? draft?.ids.map(({ id }) => id) ?? [];
  if (ids.length === 0) refuse('A maintenance id is needed', 'maintenanceIds');
  const impact = chosen(typed.impact, draft?.impact, IMPACTS, 'impact');
  return {
    provider,
    account: words(typed.account, draft?.account, 'account'),
    maintenanceIds: [...new Set(ids)],
    objects: objectsOf(draft, typed, impact ?? 'OUTAGE'),
    impact: impact ?? 'OUTAGE',
    impactGiven: impact !== null,
    status: chosen(typed.status, draft && statusOf(draft), STATUSES, 'status'),
    ...{ startsAt, endsAt, stampAt: draft?.stamp?.ms ?? receivedAt, sequence: draft?.sequence ?? null },
    uid: draft?.uid ?? `settled-${ids[0]!}`,
    organizer: draft?.organizer ?? null,
    summary: draft?.summary ?? '',
  };
}

function words(typed: string | undefined, found: string | null | undefined, field: string): string {
  const text = typed?.trim() || found || '';
  if (text === '') refuse(`${field} is needed`, field);
  if (text.length > FIELD_MOST) refuse(`${field} is longer than ${FIELD_MOST} characters`, field);
  return text;
}

function listed(typed: string | undefined, most: number, field: string): readonly string[] | undefined {
  const parts = (typed ?? '').split(/[\n,]/).map((part) => part.trim());
  const all = parts.filter((part) => part !== '');
  if (all.length > most) refuse(`At most ${most} of them`, field);
  if (all.some((part) => part.length > FIELD_MOST)) refuse(`${field} is too long`, field);
  return all.length === 0 ? undefined : all;
}

function chosen<T extends string>(
  typed: string | undefined,
  found: string | null | undefined,
  all: readonly T[],
  field: string,
): T | null {
  const text = typed?.trim().toUpperCase() || found || '';
  if (text === '') return null;
  const known = all.find((one) => one === text);
  if (known === undefined && typed?.trim()) refuse(`One of ${all.join(', ')}`, field);
  return known ?? null;
}

function objectsOf(
  draft: Draft | null,
  typed: TypedNotice,
  impact: NoticeForm['impact'],
): NoticeForm['objects'] {
  const ids = listed(typed.objects, OBJECTS_MOST, 'objects');
  const found = draft?.objects ?? [];
  const own = (raw: string | null) => IMPACTS.find((one) => one === raw) ?? impact;
  if (ids) return ids.map((id) => ({ id, impact: own(found.find((one) => one.id === id)?.impact ?? null) }));
  return found.map((one) => ({ id: one.id, impact: own(one.impact) }));
}

/** A moment: as typed, or as the sender gave it, in the zone a person confirms when the sender gave none that is sure. */
function moment(
  typed: string | undefined,
  found: DraftTime | null | undefined,
  zone: string | undefined,
  field: string,
): number {
  if (typed?.trim()) return readMoment(typed, zone, field);
  if (found?.ms != null) return found.ms;
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?/.exec(found?.raw ?? '')?.[0];
  if (local === undefined || !zone?.trim()) refuse('A time is needed', field);
  return readMoment(local, zone, field);
}
