import { type RunningJobs, type RunOptions, startJobs } from '#machinery/jobs/run-jobs.ts';
import { awaitLock } from '#machinery/lock.ts';
import { StartError } from '#machinery/roles/start-error.ts';

export type JobsRoleOptions = RunOptions & {
  /** How long to wait for the lock, milliseconds. */
  readonly lockWaitMs: number;
  /** Called when it waits for its predecessor to end. */
  readonly onStanding?: () => void;
};

/** The one process that carries out jobs. Throws StartError while another one does. */
export async function startJobsRole(options: JobsRoleOptions): Promise<RunningJobs> {
  const lock = await awaitLock(options.folder.jobsLock, options.lockWaitMs, options.onStanding);
  if (!lock) throw new StartError(`another process carries out the jobs of ${options.folder.root}`);
  const running = startJobs(options);
  return {
    async stop() {
      await running.stop();
      lock.release();
    },
  };
}
