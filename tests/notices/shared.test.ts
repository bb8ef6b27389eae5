import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readNotices } from '#rooms/notices/read-file.ts';
import { sharedPath } from '../support/shared.ts';

type Expected = {
  readonly provider: string;
  readonly account: string;
  readonly maintenance_id: string;
  readonly circuits: readonly { readonly circuit_id: string; readonly impact: string }[];
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly stamp: number;
  readonly sequence: number;
  readonly uid: string;
  readonly summary: string;
  readonly organizer?: string;
};

const folder = sharedPath('notices');
const files = folder ? readdirSync(folder).filter((name) => name.endsWith('.ics')) : [];
/** The text of this one goes on where its golden file is cut. */
const CUT = 'pccw_ical.ics';

const REFUSED: Readonly<Record<string, string>> = {
  'refuse-ical_no_account.ics': 'no-account',
  'refuse-ical_no_start.ics': 'no-start',
  'refuse-ntt2.ics': 'no-maintenance-id',
};

for (const name of files.filter((one) => !one.startsWith('refuse-')))
  test(`what a provider really sent comes out as expected: ${name}`, async () => {
    const path = join(folder!, name);
    const read = await readNotices(readFileSync(path));
    const expected = JSON.parse(readFileSync(path.replace('.ics', '.expected.json'), 'utf8')) as Expected[];
    assert.deepEqual(
      read.map((one) => {
        assert.equal(one.kind, 'notice');
        if (one.kind !== 'notice') throw new Error('quarantined');
        const { form } = one;
        const circuits = form.objects.map(({ id, impact }) => ({
          circuit_id: name === CUT ? id.replace(/ELE$/, '') : id,
          impact,
        }));
        return {
          ...{
            provider: form.provider,
            account: form.account,
            maintenance_id: form.maintenanceIds[0],
            circuits,
          },
          ...{ status: form.status, start: form.startsAt / 1000, end: form.endsAt / 1000 },
          ...{ stamp: form.stampAt / 1000, sequence: form.sequence, uid: form.uid, summary: form.summary },
          ...(form.organizer !== null && { organizer: form.organizer }),
        };
      }),
      expected.map(({ ...one }) => one),
    );
  });

for (const name of files.filter((one) => one.startsWith('refuse-')))
  test(`what a provider really sent is refused for the right reason: ${name}`, async () => {
    const [read] = await readNotices(readFileSync(join(folder!, name)));
    assert.ok(read?.kind === 'quarantined');
    assert.ok(read.reasons.some(({ what }) => what === REFUSED[name]));
  });
