import type { Figure, ProcessFigures } from '#machinery/metrics/figures.ts';

export type RoleName = 'writer' | 'web' | 'jobs';

/** What a child says to the supervisor. */
export type ChildSays =
  /** It makes the view's next generation, which may take long. */
  | { readonly preparing: true }
  /** Everything is loaded; it waits for its predecessor to end. */
  | { readonly standing: true }
  | { readonly ready: true }
  /** It has this connection now. */
  | { readonly took: number }
  /** Its figures, as asked for. */
  | { readonly told: number; readonly figures: readonly Figure[] }
  /** It wants the figures of all. */
  | { readonly gather: number };

/** What the supervisor says to a child. */
export type SupervisorSays =
  /** Finish what is under way and end. */
  | { readonly leave: true }
  /** Serve the connection that comes with this. */
  | { readonly connection: number }
  | { readonly tell: number }
  | { readonly gathered: number; readonly all: readonly ProcessFigures[] };

/** A child ended with this code: starting it again would not help (`EX_CONFIG` of sysexits.h). */
export const HOPELESS = 78;
