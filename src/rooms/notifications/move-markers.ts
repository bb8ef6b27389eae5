import { type House, submit } from '#machinery/house.ts';
import { markerStore } from '#rooms/notifications/marker-store.ts';
import { defineCommand } from '#view/command.ts';

export const TIMELINES = ['home', 'notifications'] as const;
export type Timeline = (typeof TIMELINES)[number];

/** Where reading stands on some timelines: the id last read. */
export type Marks = Readonly<Partial<Record<Timeline, number>>>;

/** Remembers how far an account has read. */
export async function moveMarkers(house: House, accountId: number, marks: Marks): Promise<void> {
  await submit(house, moveMarkersCommand, { accountId, marks });
}

export const moveMarkersCommand = defineCommand(
  'move-markers/1',
  (ctx, { accountId, marks }: { readonly accountId: number; readonly marks: Marks }) => {
    for (const timeline of TIMELINES) {
      const lastReadId = marks[timeline];
      if (lastReadId !== undefined) ctx.of(markerStore).put(accountId, timeline, lastReadId, ctx.at);
    }
    return {};
  },
);
