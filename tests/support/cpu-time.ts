/** Milliseconds of processor time a piece of work takes, the best of three, since the machine may be busy with other tests. */
export function cpuMs(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
