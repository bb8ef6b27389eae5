import type { Question } from '#rooms/planner/rules/question.ts';
import { merged, type Span, within } from '#rooms/planner/rules/spans.ts';
import { staffSpans } from '#rooms/planner/rules/staff-hours.ts';

/** What may stand against a start. */
export type Constraint = 'bounds' | 'notice' | 'deadline' | 'staff' | 'freeze' | 'channel';

export type Standing = {
  readonly broken: readonly Constraint[];
  /** Milliseconds that others' padded windows and it share. */
  readonly overlap: number;
};

/** Asks, for a stretch of time, which hard constraints it breaks. Freezes are judged at the hour of the work, not now. */
export function constraintsOf(question: Question): (startsAt: number, endsAt: number) => Standing {
  const { earliest, latest, staff, freezes, others, padMs } = question;
  const ends = Math.max(latest, question.asked?.endsAt ?? 0);
  const starts = Math.min(earliest, question.asked?.startsAt ?? earliest);
  const inStaffHours = within(merged(staffSpans(staff, starts, ends)));
  const frozen = within(merged(freezes));
  const taken = within(merged(others.map((other) => padded(other, padMs))));
  const due = question.now + question.noticeMs;
  const deadline = question.deadline ?? Infinity;
  return (startsAt, endsAt) => {
    const broken: Constraint[] = [];
    if (startsAt < due) broken.push('notice');
    if (endsAt > deadline) broken.push('deadline');
    if (staff.length > 0 && inStaffHours(startsAt, endsAt) < endsAt - startsAt) broken.push('staff');
    if (frozen(startsAt, endsAt) > 0) broken.push('freeze');
    const overlap = taken(startsAt, endsAt);
    if (overlap > 0) broken.push('channel');
    return { broken, overlap };
  };
}

function padded({ startsAt, endsAt }: Span, padMs: number): Span {
  return { startsAt: startsAt - padMs, endsAt: endsAt + padMs };
}
