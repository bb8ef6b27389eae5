import { z } from 'zod';
import type { Bundle } from '#machinery/bundles/bundle.ts';
import { isSigned, type ManifestFile, measured } from '#rooms/archive/manifest.ts';
import { readSmall } from '#rooms/archive/read-items.ts';

const shape = z.object({
  form: z.literal('rooftop-archive/1'),
  origin: z.string(),
  account: z.string(),
  madeAt: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  publicKey: z.string(),
  signature: z.string(),
});

/** Compares an archive with its signed manifest, if it has one, and tells each difference. */
export async function checkManifest(bundle: Bundle, root: string, problems: string[]): Promise<void> {
  const name = `${root}manifest.json`;
  if (!bundle.names.includes(name)) return;
  const parsed = shape.safeParse(await readSmall(bundle, name, problems));
  if (!parsed.success) return;
  if (!isSigned(parsed.data)) problems.push('manifest.json is not as it was signed');
  for (const file of parsed.data.files)
    if (!(await isSame(bundle, root, file))) problems.push(`${file.name} is not as it was exported`);
}

async function isSame(bundle: Bundle, root: string, file: ManifestFile): Promise<boolean> {
  if (!bundle.names.includes(root + file.name)) return false;
  let found: ManifestFile | undefined;
  const bytes = measured(file.name, bundle.read(root + file.name), (measure) => {
    found = measure;
  });
  try {
    for await (const _ of bytes);
  } catch {
    return false;
  }
  return found?.bytes === file.bytes && found.sha256 === file.sha256;
}
