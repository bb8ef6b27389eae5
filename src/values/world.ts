/** Everything outside the house: time, chance and the network. Made once in `main.ts`; tests make their own. */
export type World = {
  /** Wall clock, milliseconds since 1970. May jump both ways; the log makes it never-decreasing. */
  readonly now: () => number;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Buffer;
  readonly fetch: typeof globalThis.fetch;
};
