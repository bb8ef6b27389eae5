import { readConfig } from '#config.ts';
import { type ChildRole, type Line, runAsChild } from '#machinery/roles/child.ts';
import { type Around, around } from '#roles/around.ts';
import type { World } from '#values/world.ts';

type Start = (here: Around, line: Line, first: boolean) => Promise<ChildRole>;

/** Each role loads only what it does: the sooner it stands. */
const ROLES: Readonly<Record<string, () => Promise<Start>>> = {
  writer: async () => (await import('#roles/writer.ts')).childWriter,
  web: async () => (await import('#roles/web.ts')).childWeb,
  jobs: async () => (await import('#roles/jobs.ts')).childJobs,
};

/** Runs one role under the supervisor. */
export async function runRole([name, first]: readonly string[], world: World): Promise<number> {
  const role = ROLES[name ?? ''];
  if (name === undefined || !role) throw new Error(`there is no role ${name}`);
  const here = around(name, readConfig(), world);
  const { figures, report } = here;
  await runAsChild({ name, figures, report }, async (line) => (await role())(here, line, first === 'first'));
  return new Promise(() => {});
}
