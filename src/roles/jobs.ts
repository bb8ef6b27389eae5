import { setPriority } from 'node:os';
import { jobs } from '#app/jobs.ts';
import type { House } from '#machinery/house.ts';
import type { RunningJobs } from '#machinery/jobs/run-jobs.ts';
import type { ChildRole, Line } from '#machinery/roles/child.ts';
import { startJobsRole } from '#machinery/roles/jobs.ts';
import { ownAddress } from '#machinery/roles/own-address.ts';
import { askSupervisor } from '#machinery/roles/supervisor/desk.ts';
import { type Around, print } from '#roles/around.ts';
import { openBeside } from '#roles/beside.ts';
import { welcomeOperator } from '#rooms/oauth/first-start.ts';

const STANDBY_WAIT_MS = 60_000;
/** Whoever posts and reads goes before; on a busy machine jobs still get a third of what they would have. */
const NICE = 5;

export async function childJobs(here: Around, line: Line, first: boolean): Promise<ChildRole> {
  setPriority(NICE);
  const { house } = await openBeside(here);
  const port = async () => (await askSupervisor(here.folder.desk, 'status'))?.port;
  const running = await startJobs(here, house, {
    port,
    lockWaitMs: STANDBY_WAIT_MS,
    onStanding: line.standing,
  });
  if (first) await welcomeOperator(house, print);
  return { leave: running.stop };
}

export type JobsOptions = {
  /** The port this server answers at, for measures from inside. */
  readonly port: () => Promise<number | undefined>;
  readonly lockWaitMs: number;
  readonly onStanding?: () => void;
};

/** The jobs role over a house, in whichever process. */
export function startJobs(here: Around, house: House, options: JobsOptions): Promise<RunningJobs> {
  const { port, ...more } = options;
  return startJobsRole({ ...here, house, jobs, ownAddress: ownAddress(here.config.host, port), ...more });
}
