import { randomUUID } from 'node:crypto';
import type { Files } from '#machinery/files.ts';
import type { Secrets } from '#machinery/secrets.ts';
import type { Shelf } from '#machinery/shelf.ts';
import type { World } from '#values/world.ts';
import type { Command } from '#view/command.ts';
import type { View } from '#view/reader.ts';
import type { Lane, Submit } from '#view/writer.ts';

/** What verbs and reads are given: the world, the view to read, the way in to change it. */
export type House = {
  readonly world: World;
  /** Public address without a trailing slash: `https://example.org`. */
  readonly origin: string;
  /** The part after the @ of local handles. */
  readonly domain: string;
  /** The reading view as it is now; do not keep it across an await. */
  view(): View;
  readonly way: Submit;
  readonly files: Files;
  readonly shelf: Shelf;
  readonly secrets: Secrets;
};

export type SubmitOptions = {
  /** The same id is carried out once and answered with the first answer. Derived from account and client's key. */
  readonly id?: string | undefined;
  readonly lane?: Lane;
};

/** Submits a command and waits until it is durable and applied. Throws its Refusal, or a fault. */
export async function submit<B, R>(
  house: House,
  command: Command<B, R>,
  body: B,
  options: SubmitOptions = {},
): Promise<R> {
  const draft = { id: options.id ?? randomUUID(), kind: command.kind, body: JSON.stringify(body) };
  const { answer } = await house.way(draft, options.lane ?? 'interactive');
  house.view().takeEvents();
  return answer as R;
}
