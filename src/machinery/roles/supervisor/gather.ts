import type { Figures, ProcessFigures } from '#machinery/metrics/figures.ts';
import type { ChildSays, SupervisorSays } from '#machinery/roles/messages.ts';
import type { Child } from '#machinery/roles/supervisor/children.ts';

const WAIT_MOST_MS = 500;

export type Gatherer = {
  /** Collects the figures of all processes for the child that asked. Those that do not answer in time are left out. */
  gather(asker: Child, n: number): void;
  /** A child has told its figures. */
  told(child: Child, message: Extract<ChildSays, { told: number }>): void;
};

export function gatherFigures(children: () => readonly Child[], own: Figures): Gatherer {
  const open = new Map<number, (from: Child, figures: ProcessFigures['figures']) => void>();
  let round = 0;
  return {
    gather(asker, n) {
      const tell = round++;
      const asked = new Set(children());
      const all: ProcessFigures[] = [{ role: 'supervisor', pid: process.pid, figures: own.tell() }];
      const end = () => {
        clearTimeout(timer);
        if (!open.delete(tell)) return;
        send(asker, { gathered: n, all });
      };
      const timer = setTimeout(end, WAIT_MOST_MS);
      open.set(tell, (from, figures) => {
        if (asked.delete(from)) all.push({ role: from.role, pid: from.pid, figures });
        if (asked.size === 0) end();
      });
      for (const child of asked) send(child, { tell });
    },
    told: (child, { told, figures }) => open.get(told)?.(child, figures),
  };
}

function send(child: Child, message: SupervisorSays): void {
  child.process.send(message, () => {});
}
