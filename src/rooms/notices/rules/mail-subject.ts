const CLOCK = /\b([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s?(?:UTC|GMT|Z)\b/gi;

/** Whether a mail's subject gives hours in UTC or GMT of which none is the start or end of its calendar: one of them is stale or mislabelled. */
export function disagreesWithMail(
  subject: string,
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
): boolean {
  const said = [...subject.slice(0, 1_000).matchAll(CLOCK)].map(
    ([, hours, minutes]) => Number(hours) * 60 + Number(minutes),
  );
  const ours = [startsAt, endsAt].map((ms) => Math.floor(ms / 60_000) % 1_440);
  return said.length > 0 && !said.some((minute) => ours.includes(minute));
}
