import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { receiveRequest, redactRequest, releaseRequest, withholdRequest } from '#rooms/requests/index.ts';
import { openDueRequests } from '#rooms/requests/jobs.ts';
import { Refusal } from '#values/refusal.ts';
import { type Asking, openAsking, shown } from './asking.ts';
import { DAY, DRAFT } from './draft.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(async () => {
  await asking.house.close();
  assert.deepEqual(asking.house.faults, []);
});

const DEEDS = ['release', 'withhold', 'redact', 'open', 'day'] as const;
type Deed = (typeof DEEDS)[number];

/** What is promised: words are public after a release, on their day, and never after a redaction. */
type Promised = { released: boolean; approved: boolean; withheld: boolean; gone: boolean; days: number };

const follow: Record<Deed, (now: Promised) => void> = {
  release(now) {
    if (now.gone || now.released) return;
    now.withheld = false;
    now.approved = true;
    if (now.days <= 0) now.released = true;
  },
  withhold(now) {
    if (!now.released && !now.gone && !now.withheld) now.withheld = true;
  },
  redact(now) {
    now.gone = true;
  },
  open(now) {
    if (now.approved && !now.withheld && now.days <= 0) now.released = true;
  },
  day(now) {
    now.days--;
  },
};

async function carryOut(deed: Deed, number: number): Promise<void> {
  const { house } = asking.house;
  if (deed === 'day') asking.clock.now += DAY;
  else if (deed === 'open') await openDueRequests(house);
  else if (deed === 'release') await releaseRequest(house, number);
  else if (deed === 'withhold') await withholdRequest(house, number, 'abuse');
  else await redactRequest(house, number, 'abuse');
}

test('whatever staff do in whatever order, words are public only as promised, here and beside the ledger', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 2 }),
      fc.array(fc.constantFrom(...DEEDS), { maxLength: 8 }),
      async (days, deeds) => {
        const opens = new Date(asking.clock.now + days * DAY).toISOString().slice(0, 10);
        const draft = { ...DRAFT, opensOn: days === 0 ? '' : opens };
        const { number } = await receiveRequest(asking.house.house, draft, { way: 'form' });
        const now: Promised = { released: false, approved: false, withheld: false, gone: false, days };
        for (const deed of deeds) {
          await carryOut(deed, number).catch((error: unknown) => assert.ok(error instanceof Refusal));
          follow[deed](now);
          const isPublic = now.released && !now.gone;
          const { text } = await shown(asking.house, number);
          assert.equal(text, isPublic ? DRAFT.text : null, `${deed} of ${deeds.join(' ')}`);
          const [received] = entriesAbout(asking.house.view, `request/${number}`);
          const beside = received!.texts.find(({ name }) => name === 'text')!;
          assert.equal(beside.state === 'shown', isPublic);
        }
      },
    ),
    { numRuns: 60 },
  );
});
