import { randomUUID } from 'node:crypto';
import type { Person } from '../support/house.ts';
import { type Line, type LineAnswer, openLine } from '../support/line.ts';

/** What one key must have come to: one post with this text, or none any more. */
export type Kept = { readonly id: string; readonly text: string; readonly state: 'there' | 'deleted' };

/** What the generator knows at the end. */
export type Ledger = {
  readonly kept: ReadonlyMap<string, Kept>;
  /** What an answer said against an earlier one, or that never came. */
  readonly wrong: readonly string[];
  /** When each write was sent first and acknowledged, milliseconds of performance.now. */
  readonly acknowledged: readonly { readonly sentAt: number; readonly at: number }[];
};

const GIVE_UP_MS = 60_000;
const AGAIN_MS = 10;
const OWN_MOST = 50;

type Choose = () => number;

/** One person who posts, edits and deletes, and repeats every write until it is answered. */
export type Writer = { stop(): Promise<Ledger> };

export function startWriter(port: number, person: Person, choose: Choose): Writer {
  const kept = new Map<string, Kept>();
  const own: string[] = [];
  const wrong: string[] = [];
  const acknowledged: { sentAt: number; at: number }[] = [];
  let line: Line = openLine(port);
  let stopped = false;

  /** Sends a write again and again until it gets an answer for good. Undefined when it never did. */
  async function insist(
    method: string,
    path: string,
    key: string,
    json?: unknown,
  ): Promise<LineAnswer | undefined> {
    const sentAt = performance.now();
    while (performance.now() - sentAt < GIVE_UP_MS) {
      const ask = { token: person.token, key, ...(json === undefined ? {} : { json }) };
      const answer = await line.ask(method, path, ask).catch(() => undefined);
      if (answer && answer.status < 500) {
        acknowledged.push({ sentAt, at: performance.now() });
        return answer;
      }
      line.close();
      line = openLine(port);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    wrong.push(`${method} ${path} was never answered`);
    return undefined;
  }

  async function post(): Promise<void> {
    const key = randomUUID();
    const text = `chaos ${key}`;
    const json = { status: text, visibility: 'unlisted' };
    const answer = await insist('POST', '/api/v1/statuses', key, json);
    if (!answer) return;
    if (answer.status !== 200) return void wrong.push(`a post was answered ${answer.status} ${answer.text}`);
    const { id } = JSON.parse(answer.text) as { readonly id: string };
    kept.set(key, { id, text, state: 'there' });
    own.push(key);
    if (choose() < 0.1) await repeat(key, json, id);
  }

  /** An app that did not see the answer sends the same again. */
  async function repeat(key: string, json: unknown, id: string): Promise<void> {
    const again = await insist('POST', '/api/v1/statuses', key, json);
    const second = again && (JSON.parse(again.text) as { readonly id?: string }).id;
    if (again && second !== id) wrong.push(`key ${key} was answered with ${id} and then with ${second}`);
  }

  async function edit(key: string): Promise<void> {
    const { id } = kept.get(key)!;
    const text = `chaos ${key} edited ${randomUUID()}`;
    const answer = await insist('PUT', `/api/v1/statuses/${id}`, randomUUID(), { status: text });
    if (answer?.status === 200) kept.set(key, { id, text, state: 'there' });
    else if (answer) wrong.push(`an edit was answered ${answer.status} ${answer.text}`);
  }

  /** A deletion that was carried out but not answered is answered 404 the next time. */
  async function remove(key: string): Promise<void> {
    const { id, text } = kept.get(key)!;
    const answer = await insist('DELETE', `/api/v1/statuses/${id}`, randomUUID());
    if (answer && answer.status !== 200 && answer.status !== 404)
      wrong.push(`a deletion was answered ${answer.status} ${answer.text}`);
    kept.set(key, { id, text, state: 'deleted' });
  }

  async function run(): Promise<Ledger> {
    while (!stopped) {
      const what = choose();
      const key = own[Math.floor(choose() * own.length)];
      if (what < 0.7 || key === undefined) await post();
      else if (what < 0.85) await edit(key);
      else {
        own.splice(own.indexOf(key), 1);
        await remove(key);
      }
      if (own.length > OWN_MOST) own.shift();
    }
    line.close();
    return { kept, wrong, acknowledged };
  }

  const running = run();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}
