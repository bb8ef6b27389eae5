import type { LateReason } from '#rooms/requests/rules/words.ts';

/** As much of a window as decides whether anything about it can still be asked. Times in milliseconds. */
export type AskedWindow = {
  readonly state: 'planned' | 'in-progress' | 'finished' | 'cancelled';
  readonly startsAt: number;
  readonly endsAt: number;
  /** The work must end before this moment. */
  readonly latest: number | null;
};

/**
 * Why a request comes too late, undefined when it does not: after the window's start, planned or real, or after the last
 * moment at which the provider lets anything be changed. The work's own bound is such a moment too: when even an immediate
 * start would overrun it, nothing can be moved any more.
 */
export function tooLate(at: number, window: AskedWindow, deadline: number | null): LateReason | undefined {
  if (window.state === 'cancelled') return 'window-cancelled';
  if (window.state === 'finished') return 'window-over';
  if (window.state === 'in-progress' || at >= window.startsAt) return 'window-started';
  if (deadline !== null && at >= deadline) return 'deadline-passed';
  const length = window.endsAt - window.startsAt;
  return window.latest !== null && at + length > window.latest ? 'deadline-passed' : undefined;
}
