import type { Outlet } from '#machinery/streaming/outlet.ts';
import { makeSwitchboard, type Switchboard } from '#machinery/streaming/switchboard.ts';
import type { Form } from '#rooms/streaming/message.ts';
import type { Channel } from '#rooms/streaming/rules/channels.ts';

/** Canonical keys of hashtags: live posts may carry ones that nobody used before and that have no id yet. */
export type TagKeys = {
  readonly any: readonly string[];
  readonly all: readonly string[];
  readonly none: readonly string[];
};

/** One subscription of one connection. */
export type Listener = {
  readonly viewerId: number | undefined;
  readonly channel: Channel;
  /** Of a hashtag channel. */
  readonly tags: TagKeys | undefined;
  /** Of a list channel. */
  readonly listId: number | undefined;
  /** Which of the two halves of the user channel the caller's scopes open. */
  readonly hears: { readonly statuses: boolean; readonly notifications: boolean };
  /** Told of what happened after this sequence. */
  readonly fromSeq: number;
  readonly form: Form;
  readonly outlet: Outlet;
};

export type Line = 'public' | 'hashtag' | 'home' | 'list' | 'notification' | 'direct';
export type Board = Switchboard<Line, Listener>;

export const makeBoard = (): Board => makeSwitchboard<Line, Listener>();

/** The lines a listener is plugged into. */
function* linesOf(listener: Listener): Iterable<readonly [Line, string | number]> {
  const { channel, viewerId, tags, listId, hears } = listener;
  if (channel.kind === 'public') yield ['public', channel.origin];
  for (const key of new Set(tags?.any)) yield ['hashtag', key];
  if (listId !== undefined) yield ['list', listId];
  if (viewerId === undefined) return;
  if (channel.kind === 'user' && hears.statuses) yield ['home', viewerId];
  if (channel.kind === 'direct') yield ['direct', viewerId];
  if (hears.notifications && (channel.kind === 'user' || channel.kind === 'notification'))
    yield ['notification', viewerId];
}

export function plug(board: Board, listener: Listener): void {
  for (const [line, key] of linesOf(listener)) board.plug(line, key, listener);
}

export function unplug(board: Board, listener: Listener): void {
  for (const [line, key] of linesOf(listener)) board.unplug(line, key, listener);
}
