import { type House, submit } from '#machinery/house.ts';
import { createUser, updateProfile } from '#rooms/accounts/index.ts';
import { closeBucketCommand, protectGroup } from '#rooms/activity/index.ts';
import {
  ANSWER,
  MOMENTS,
  NEW_SLOT,
  NOTICE,
  OLD_SLOT,
  REASON,
  REQUESTS,
  STAFF,
  syntheticCounts,
  ZONES,
} from '#rooms/demo/scene-2009.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { finishWindow, moveWindow, nameOfWindow, planWindow, startWindow } from '#rooms/maintenance/index.ts';
import { readTypedTime, type TypedSpan, takeNotices } from '#rooms/notices/index.ts';
import { keepAdvice, seeAdvice } from '#rooms/planner/index.ts';
import { answerRequest, namePetition, receiveRequest, releaseRequest } from '#rooms/requests/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { calendarFeed, mirrorFiles } from '#rooms/status/index.ts';
import { post } from '#rooms/statuses/index.ts';

/** Posts and accounts at a time: the writer takes so many in one go. */
const AT_ONCE = 200;
const POSTS = 20;

export type Options = {
  /** SYNTHETIC accounts there are. */
  readonly accounts: number;
  /** All of them set their location to Tehran before the hour is chosen. */
  readonly switching: boolean;
  readonly say: (line: string) => void;
};

/** What came of it: the advice as it was given, the feed before and after the move, and what the status page showed at each step. */
export type Played = {
  readonly windowId: number;
  readonly advice: string;
  /** Whether it was the same after all had asked and moved. */
  readonly unmoved: boolean;
  readonly quarter: number;
  readonly calendars: { readonly planned: string; readonly moved: string };
  readonly pages: { readonly planned: string; readonly moved: string; readonly over: string };
  readonly typed: TypedSpan;
  readonly requests: readonly number[];
};

/** Sets the clock of the house that the scene is played in. */
export type Clock = { now: number };

/** Plays June 2009 again, through the same verbs that everybody uses. */
export async function playJune2009(house: House, clock: Clock, options: Options): Promise<Played> {
  const { say } = options;
  const people = await settle(house, clock, options);
  const { windowId, planned } = await announce(house, clock, say);
  clock.now = MOMENTS.asked;
  const { advice, quarter } = choose(house, windowId, say);
  const requests = await ask(house, windowId, say);
  if (options.switching) await moveToTehran(house, people, say);
  const unmoved = await chooseAgain(house, windowId, advice, say);
  const moved = await move(house, clock, windowId, requests, say);
  const over = await carryOut(house, clock, windowId, say);
  const typed = readTypedTime('2-3p PST', '2009-06-16', null);
  say(
    `7. Somebody types "2-3p PST" in June: ${typed.kind === 'ask' ? `asked which is meant: ${typed.candidates.map(({ zone, utc }) => `${zone} ${utc}`).join(', ')}` : typed.kind}.`,
  );
  const calendars = { planned: planned.calendar, moved: moved.calendar };
  const pages = { planned: planned.page, moved: moved.page, over };
  return { windowId, advice, unmoved, quarter, calendars, pages, typed, requests };
}

async function settle(house: House, clock: Clock, { accounts, say }: Options): Promise<readonly number[]> {
  clock.now = MOMENTS.before;
  await changeSetting(house, 'status_zones', ZONES);
  await protectGroup(house, '#iranelection', 3, 'Asia/Tehran');
  const people: number[] = [];
  for (let i = 0; i < accounts; i += AT_ONCE)
    people.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, accounts - i) }, (_, n) => join(house, i + n)),
      )),
    );
  for (const [i, accountId] of people.slice(0, POSTS).entries())
    await post(house, accountId, {
      text: `SYNTHETIC post ${i} from the roofs #iranelection #nomaintenance`,
      spoiler: '',
      mediaIds: [],
    });
  for (const body of syntheticCounts(MOMENTS.before))
    await submit(house, closeBucketCommand, body, { lane: 'bulk' });
  say(
    `0. ${accounts} SYNTHETIC accounts, ${Math.min(POSTS, accounts)} SYNTHETIC posts, two weeks of SYNTHETIC counts by the days of Tehran and San Francisco.`,
  );
  return people;
}

async function join(house: House, n: number): Promise<number> {
  const username = `synthetic_${n}`;
  const plain = {
    email: null,
    passwordHash: null,
    role: 'user',
    state: 'active',
    reason: '',
    locale: null,
  } as const;
  return (await createUser(house, { ...plain, username, displayName: username, imported: false })).id;
}

async function announce(house: House, clock: Clock, say: Options['say']) {
  clock.now = MOMENTS.notice;
  const [taken] = await takeNotices(house, Buffer.from(NOTICE), 'SYNTHETIC june-2009.ics');
  const { id: windowId } = await planWindow(house, {
    kind: 'provider',
    title: 'Critical network upgrade by our host',
    parts: ['posting', 'reading', 'streaming', 'media'],
    effect: 'unreachable',
    ...OLD_SLOT,
    noticeId: taken?.taken?.noticeId ?? null,
  });
  say('1. The SYNTHETIC notice of the host is taken in; the work is planned and announced.');
  const page = statusPage(house);
  say(
    '2. The status page shows 21:45–23:15 on Mon 15 June in San Francisco, 09:15–10:45 on Tue 16 June in Tehran.',
  );
  return { windowId, planned: { calendar: calendarFeed(house), page } };
}

async function ask(house: House, windowId: number, say: Options['say']): Promise<readonly number[]> {
  const draft = { ...REQUESTS.government, contact: '', windowId, languages: 'en', hashtag: '', opensOn: '' };
  const government = await receiveRequest(house, draft, { way: 'email' });
  await releaseRequest(house, government.number);
  const petition = await namePetition(house, { ...REQUESTS.petition, windowId });
  say(
    `4. A government and a petition ask, in order of arrival: requests ${government.number} and ${petition.number}, both on the ledger.`,
  );
  return [government.number, petition.number];
}

async function moveToTehran(house: House, people: readonly number[], say: Options['say']): Promise<void> {
  for (let i = 0; i < people.length; i += AT_ONCE)
    await Promise.all(
      people.slice(i, i + AT_ONCE).map((id) => updateProfile(house, id, { location: 'Tehran' })),
    );
  say(`4. ${people.length} SYNTHETIC accounts set their location to Tehran.`);
}

function adviceNow(house: House, windowId: number) {
  return seeAdvice(house, {
    length: '90m',
    latest: '2009-06-17T00:00Z',
    earliest: '2009-06-15T23:00Z',
    notice: '0m',
    staff: STAFF,
    asked: new Date(OLD_SLOT.startsAt).toISOString(),
    window: String(windowId),
  }).json;
}

function choose(house: House, windowId: number, say: Options['say']) {
  const advice = adviceNow(house, windowId);
  const quarter = advice.asked?.quarter ?? 0;
  say(
    `3. With SYNTHETIC staff hours ${STAFF} the hour advised is ${advice.candidates[0]?.starts_at}; the old one lies in quarter ${quarter} of 4.`,
  );
  return { advice: JSON.stringify(advice), quarter };
}

async function chooseAgain(
  house: House,
  windowId: number,
  before: string,
  say: Options['say'],
): Promise<boolean> {
  const advice = adviceNow(house, windowId);
  await keepAdvice(house, advice);
  const unmoved = JSON.stringify(advice) === before;
  say(unmoved ? '4. The advice has not moved; it goes on the ledger.' : '4. THE ADVICE HAS MOVED.');
  return unmoved;
}

async function move(
  house: House,
  clock: Clock,
  windowId: number,
  requests: readonly number[],
  say: Options['say'],
) {
  clock.now = MOMENTS.moved;
  await moveWindow(house, windowId, { ...NEW_SLOT, reason: REASON });
  const moved = entriesAbout(house.view(), nameOfWindow(windowId)).at(-1)!.index;
  for (const number of requests)
    await answerRequest(house, number, {
      outcome: 'granted',
      text: ANSWER,
      changes: [moved],
      against: [],
    });
  say(
    '5. Moved to 21:00–22:00 UTC: 14:00 in San Francisco, 01:30 on Wed 17 June in Tehran. Same UID, higher SEQUENCE, the old slot struck out with the reason.',
  );
  return { calendar: calendarFeed(house), page: statusPage(house) };
}

async function carryOut(house: House, clock: Clock, windowId: number, say: Options['say']): Promise<string> {
  clock.now = NEW_SLOT.startsAt;
  await startWindow(house, windowId);
  clock.now = MOMENTS.finished;
  await finishWindow(house, windowId);
  say(
    '6. Begun at 21:00 UTC, over at 21:30: 60 minutes planned, 30 taken (reports say 30 to 60), both published.',
  );
  return statusPage(house);
}

/** The English status page as another host would serve it. */
function statusPage(house: House): string {
  return (
    mirrorFiles(house, house.world.now()).find(({ path }) => /^index(\.en)?\.html$/.test(path))?.text ?? ''
  );
}
