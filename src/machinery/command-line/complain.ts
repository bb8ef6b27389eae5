import { StartError } from '#machinery/roles/start-error.ts';
import { Refusal } from '#values/refusal.ts';

/** The program was called in a way it does not understand; told with its usage, exit code 2. */
export class UsageError extends Error {}

/** Says what went wrong. The exit code: 2 when it was called wrongly, 1 for everything else. */
export function complainOf(error: unknown, complain: (line: string) => void, usage?: string): number {
  if (error instanceof UsageError) {
    complain(usage === undefined ? error.message : `${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof Refusal || error instanceof StartError) complain(error.message);
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
