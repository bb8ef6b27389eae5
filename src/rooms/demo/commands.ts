import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApartCommand, optional, UsageError } from '#machinery/command-line/command.ts';
import { type Clock, playJune2009 } from '#rooms/demo/june-2009.ts';
import { writeMirror } from '#rooms/status/index.ts';

const ACCOUNTS = 5_000;
const ACCOUNTS_MOST = 20_000;

/** Plays a day again in a house of its own, whose clock stands in that year. The server's data are not touched. */
export const demo: ApartCommand = {
  name: 'demo june-2009',
  usage: '[--accounts N] [--keep FOLDER]',
  summary:
    'Plays the maintenance window of June 2009 again, twice: with and without everybody moving to Tehran.',
  options: {
    accounts: { type: 'string', meaning: `SYNTHETIC accounts, ${ACCOUNTS} when absent` },
    keep: { type: 'string', meaning: 'an empty folder for the data and the status page of the second time' },
  },
  async runApart({ open, print }, args) {
    const accounts = Number(optional(args, 'accounts') ?? ACCOUNTS);
    if (!(Number.isInteger(accounts) && accounts >= 1 && accounts <= ACCOUNTS_MOST))
      throw new UsageError(`--accounts must be from 1 to ${ACCOUNTS_MOST}`);
    const keep = optional(args, 'keep');
    const advice: string[] = [];
    let unmoved = true;
    for (const switching of [false, true]) {
      print(
        switching
          ? 'Once more, and everybody moves to Tehran:'
          : 'What follows is played again; what is made up says SYNTHETIC.',
      );
      const folder = switching && keep !== undefined ? keep : mkdtempSync(join(tmpdir(), 'rooftop-demo-'));
      const clock: Clock = { now: 0 };
      const { house, places, close } = await open(folder, () => clock.now);
      try {
        const played = await playJune2009(house, clock, { accounts, switching, say: print });
        advice.push(played.advice);
        unmoved &&= played.unmoved;
        if (switching && keep !== undefined)
          await writeMirror({ house, folder: places }, clock.now, new Map());
      } finally {
        await close();
        if (folder !== keep) rmSync(folder, { recursive: true, force: true });
      }
    }
    const same = unmoved && advice[0] === advice[1];
    print(same ? 'The advice was the same both times, byte for byte.' : 'THE ADVICE CHANGED.');
    if (keep !== undefined)
      print(`The status page as another host would serve it: ${join(keep, 'mirror/index.html')}`);
    return same ? 0 : 1;
  },
};
