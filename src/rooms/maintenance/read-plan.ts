import type { WindowMove } from '#rooms/maintenance/move-window.ts';
import type { TypedIn, WindowPlan } from '#rooms/maintenance/plan-window.ts';
import { readTime, type TypedTime } from '#rooms/maintenance/read-time.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

/** A plan as it is typed: in a form, in JSON, at the command line. Empty is the same as left out. */
export type TypedPlan = {
  readonly kind?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly parts?: readonly string[] | undefined;
  readonly effect?: string | undefined;
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  readonly zone?: string | undefined;
  readonly notice?: string | undefined;
  readonly automatic?: boolean | undefined;
  readonly evenThough?: boolean | undefined;
};

type TypedSlot = Pick<TypedPlan, 'startsAt' | 'endsAt' | 'zone' | 'evenThough'>;

/** What was typed, read. Refuses, naming the field, what cannot be read. */
export function readPlan(typed: TypedPlan): WindowPlan {
  return {
    kind: typed.kind || 'upgrade',
    title: typed.title ?? '',
    description: typed.description ?? '',
    parts: typed.parts ?? [],
    effect: typed.effect || 'none',
    ...readSlot(typed),
    ...readBounds(typed),
    automatic: typed.automatic ?? false,
    noticeId: readNotice(typed.notice),
  };
}

export function readMove(typed: TypedSlot & { readonly reason?: string | undefined }): WindowMove {
  return { ...readSlot(typed), reason: typed.reason ?? '' };
}

export function readBounds({ earliest, latest, zone }: Pick<TypedPlan, 'earliest' | 'latest' | 'zone'>) {
  const read = (text: string | undefined, field: string) =>
    text ? readTime(text, zone || null, field).ms : null;
  return { earliest: read(earliest, 'earliest'), latest: read(latest, 'latest') };
}

function readSlot({ startsAt, endsAt, zone, evenThough }: TypedSlot) {
  const start = readTime(startsAt ?? '', zone || null, 'startsAt');
  const end =
    !endsAt && start.endsAt !== null ? start.endsAt : readTime(endsAt ?? '', zone || null, 'endsAt').ms;
  const typedIn = typedInOf(start, zone);
  return { startsAt: start.ms, endsAt: end, typedIn, evenThough: evenThough ?? false };
}

/** The zone counts when the start was typed in it. */
function typedInOf(start: TypedTime, zone: string | undefined): TypedIn {
  return start.local === null
    ? { zone: null, localStart: null }
    : { zone: zone ?? null, localStart: start.local };
}

function readNotice(text: string | undefined): number | null {
  if (!text) return null;
  const id = parseId(text);
  if (id === undefined) throw new Refusal('invalid', 'This is no number of a notice', 'notice');
  return id;
}
