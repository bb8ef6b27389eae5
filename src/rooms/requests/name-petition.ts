import type { House } from '#machinery/house.ts';
import { type Received, receiveRequest } from '#rooms/requests/receive-request.ts';
import { releaseRequest } from '#rooms/requests/release-request.ts';
import { lineOf } from '#rooms/requests/rules/draft.ts';

/** A petition that staff saw under a hashtag, though nobody sent it in. */
export type SeenPetition = {
  readonly hashtag: string;
  readonly windowId: number | null;
  readonly wish: string;
  /** What the petition asks, in the words of staff; empty: the hashtag says it. */
  readonly text: string;
};

/** Puts a hashtag that people ask under into the queue, as a request like all others; its words are public at once. */
export async function namePetition(house: House, petition: SeenPetition): Promise<Received> {
  const name = `#${lineOf(petition.hashtag).replace(/^[#＃]/u, '')}`;
  const draft = {
    ...{ asker: 'petition', name, text: petition.text.trim() || name, hashtag: name },
    ...{ wish: petition.wish, windowId: petition.windowId, contact: '', languages: '', opensOn: '' },
  };
  const received = await receiveRequest(house, draft, { way: 'hashtag' });
  await releaseRequest(house, received.number);
  return received;
}
