import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { accountClosed } from '#rooms/accounts/index.ts';
import { tokenRevoked } from '#rooms/oauth/index.ts';
import type { Place } from '#rooms/streaming/message.ts';
import { follows } from '#rooms/streaming/resume.ts';
import type { EventKind } from '#view/command.ts';
import { eventsAfter, type View } from '#view/reader.ts';

/** What happened, as it waits to be told. */
export type Heard = Place & { readonly kind: string; readonly body: unknown };

export type Ears = {
  /** Each event that streams tell of, once and in order. */
  hear(heard: Heard): void;
  /** Callers for whom this holds may no longer listen. */
  ended(which: (caller: Caller) => boolean): void;
  /** Events were missed. */
  gap(): void;
};

/** Follows events of a house, whichever view is read at the time. `look` takes what has happened since. */
export function followEvents(
  house: House,
  events: readonly EventKind<unknown>[],
  ears: Ears,
): { look(): void } {
  let followed: View | undefined;
  let reached: Place = { seq: 0, n: 0 };

  function follow(view: View): void {
    const first = followed === undefined;
    followed = view;
    for (const event of events)
      view.on(event, (body, { kind, seq, n }) => {
        if (view === followed) hear({ kind, body, seq, n });
      });
    view.on(tokenRevoked, ({ tokenId }) => ears.ended((caller) => caller.tokenId === tokenId));
    view.on(accountClosed, ({ accountId }) => ears.ended((caller) => caller.accountId === accountId));
    view.onGap(() => {
      if (view === followed) ears.gap();
    });
    if (first) reached = endOf(view.seq());
    else catchUp(view);
  }

  /** Another view took the place of the one followed: what lies between the two is read from its event rows. */
  function catchUp(view: View): void {
    const { seq, rows } = eventsAfter(view.db, reached.seq - 1);
    for (const row of rows ?? []) hear({ ...row, body: JSON.parse(row.body) as unknown });
    if (!rows || rows.some(({ kind }) => kind === tokenRevoked.kind || kind === accountClosed.kind))
      ears.gap();
    reached = endOf(seq);
  }

  function hear(heard: Heard): void {
    if (!follows(heard, reached)) return;
    reached = { seq: heard.seq, n: heard.n };
    ears.hear(heard);
  }

  return {
    look() {
      const view = house.view();
      if (view !== followed) follow(view);
      view.takeEvents();
    },
  };
}

function endOf(seq: number): Place {
  return { seq, n: Number.MAX_SAFE_INTEGER };
}
