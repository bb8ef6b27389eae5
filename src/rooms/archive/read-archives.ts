import { type Bundle, BundleError } from '#machinery/bundles/bundle.ts';
import { openBundle } from '#machinery/bundles/open-bundle.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { readMastodon } from '#rooms/archive/read-mastodon.ts';
import { readTwitter } from '#rooms/archive/read-twitter.ts';
import { type FoundArchive, findArchives } from '#rooms/archive/rules/kind.ts';

/** The archives found at some paths, and the paths where there was none, with the reason. */
export type FoundAtPaths = AsyncDisposable & {
  readonly archives: readonly Archive[];
  readonly problems: readonly string[];
};

/** Opens and reads every archive at these paths: folders, .zip, .tar.gz, also several in one. Never throws for their contents. */
export async function readArchives(paths: readonly string[]): Promise<FoundAtPaths> {
  const bundles: Bundle[] = [];
  const archives: Archive[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    try {
      const bundle = await openBundle(path);
      bundles.push(bundle);
      const found = findArchives(bundle.names);
      if (found.length === 0) problems.push(`${path}: holds no archive that is known here`);
      for (const each of found) archives.push(await readOne(bundle, each, placeOf(path, each)));
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      problems.push(`${path}: ${error.message}`);
    }
  }
  return {
    archives,
    problems,
    async [Symbol.asyncDispose]() {
      for (const bundle of bundles) await bundle[Symbol.asyncDispose]();
    },
  };
}

function placeOf(path: string, found: FoundArchive): string {
  return found.root === '' ? path : `${path.replace(/\/$/, '')}/${found.root.slice(0, -1)}`;
}

function readOne(bundle: Bundle, found: FoundArchive, place: string): Promise<Archive> {
  if (found.kind === 'mastodon') return readMastodon(bundle, found, place);
  return readTwitter(bundle, { ...found, kind: found.kind }, place);
}
