import type { Bundle } from '#machinery/bundles/bundle.ts';
import type { Collected } from '#rooms/archive/rules/collect.ts';
import type { ArchivePerson, Source } from '#rooms/archive/rules/post.ts';
import type { Relations } from '#rooms/archive/rules/relations.ts';

/** An archive as read: whose it is, its posts oldest first, and all that could not be read. */
export type Archive = Collected & {
  readonly source: Source;
  /** Where it was found, for messages. */
  readonly place: string;
  readonly person: ArchivePerson;
  readonly relations: Relations;
  /** Addresses of posts pinned to the profile. */
  readonly pins: readonly string[];
  /** What was wrong with whole files. */
  readonly problems: readonly string[];
  /** Where its pictures are read from; open as long as the run lasts. */
  readonly bundle: Bundle;
};
