import type { Socket } from 'node:net';
import type { ChildSays, SupervisorSays } from '#machinery/roles/supervisor.ts';

export type ChildRole = {
  /** Finishes what is under way. */
  leave(): Promise<void>;
  /** Takes a connection the supervisor accepted. */
  take?(socket: Socket): void;
};

/** Runs a role under a supervisor: says when it is ready, leaves when told to, and never outlives the supervisor. */
export async function runAsChild(start: () => Promise<ChildRole>): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  let role: ChildRole | undefined;
  let leaving = false;
  process.on('message', (message: SupervisorSays, handle?: unknown) => {
    if ('connection' in message) role?.take?.(handle as Socket);
    else leaving = true;
    if ('leave' in message) void role?.leave().then(() => process.exit(0));
  });
  role = await start();
  if (leaving) await role.leave().then(() => process.exit(0));
  const message: ChildSays = { ready: true };
  process.send?.(message);
}
