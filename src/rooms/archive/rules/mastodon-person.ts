import { actorShape } from '#rooms/archive/rules/mastodon-shapes.ts';
import type { ArchivePerson } from '#rooms/archive/rules/post.ts';
import { htmlToText } from '#values/html.ts';

const FIELDS_MOST = 8;
const TEXT_MOST = 5_000;

/** The author as `actor.json` tells, with the addresses that say who may see what. */
export type Actor = { readonly person: ArchivePerson; readonly id: string; readonly followers: string };

/** Undefined when the file is no actor. Anything that places the person or dates their joining is passed over. */
export function readActor(raw: unknown): Actor | undefined {
  const parsed = actorShape.safeParse(raw);
  if (!parsed.success || parsed.data.preferredUsername === '') return undefined;
  const actor = parsed.data;
  const person: ArchivePerson = {
    sourceId: actor.id || undefined,
    username: actor.preferredUsername,
    displayName: actor.name,
    note: htmlToText(actor.summary).slice(0, TEXT_MOST),
    fields: actor.attachment
      .filter((field) => field.name !== '' && !/^\s*(location|place|city|country)\s*$/i.test(field.name))
      .slice(0, FIELDS_MOST)
      .map((field) => ({ name: field.name.slice(0, 255), value: htmlToText(field.value).slice(0, 2_047) })),
    avatar: actor.icon?.url || undefined,
    header: actor.image?.url || undefined,
  };
  return { person, id: actor.id, followers: actor.followers };
}
