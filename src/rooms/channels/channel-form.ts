import type { FreezeRow } from '#rooms/channels/freeze-store.ts';
import { freshState } from '#rooms/channels/rules/overlap.ts';
import type { KnownChannel } from '#rooms/channels/views.ts';
import { iso } from '#values/time.ts';

/**
 * A channel as the API and the command line write it; times are RFC 3339 in UTC. Only staff see every address: those of
 * calendars often hold a secret.
 */
export function toChannel({ row, windows }: KnownChannel, now: number, forStaff: boolean) {
  const { id, name, kind, url, everyMs, shown, state, since, fetchedAt, fault } = row;
  const fresh = freshState(row, now);
  return {
    ...{
      id: String(id),
      name,
      kind,
      url: forStaff || kind === 'statuspage' ? url : null,
      everySeconds: everyMs / 1_000,
      public: shown === 1,
    },
    state: fresh,
    since: iso(since),
    fetchedAt: fetchedAt === null ? null : iso(fetchedAt),
    fault: fault ?? (fresh === state ? null : 'stale'),
    windows: windows.map((window) => ({
      ...{ name: window.name, startsAt: iso(window.startsAt), endsAt: iso(window.endsAt) },
      ...{ state: window.state, url: window.url },
    })),
  };
}

export function toFreeze({ id, name, startsAt, endsAt, source }: Omit<FreezeRow, 'id'> & { id?: number }) {
  const number = id === undefined ? null : String(id);
  return { id: number, name, startsAt: iso(startsAt), endsAt: iso(endsAt), source };
}
