import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '#log/sqlite.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand, effectKind, eventKind, makeRegistry, reaction } from '#view/command.ts';
import { type GenerationMade, type GenerationOptions, makeGeneration } from '#view/generations/make.ts';
import { type HouseFolder, type HousePaths, openHouseFolder } from '#view/house-folder.ts';
import { prune } from '#view/prune.ts';
import { type Lane, startWriter, type Writer, type WriterOptions } from '#view/writer.ts';

/** A few commands over the real schema, small enough to know what must come out. */

export const posted = eventKind<{ readonly id: number }>('toy-posted');
export const deliver = effectKind<{ readonly id: number }>('toy-deliver');

type Text = { readonly text: string };

const post = defineCommand('toy.post/1', (ctx, body: Text) => {
  const id = ctx.timedId();
  ctx.of(toyStore).insert(id, body.text, ctx.at);
  ctx.emit(posted, { id });
  ctx.effect(deliver, { id });
  return { id };
});

const edit = defineCommand('toy.edit/1', (ctx, body: Text & { readonly id: number }) => {
  const store = ctx.of(toyStore);
  const text = store.text(body.id);
  if (text === undefined) throw new Refusal('not-found', 'There is no such post');
  store.keepWording(body.id, ctx.seq, ctx.at, text);
  store.update(body.text, body.id);
  return { id: body.id };
});

const remove = defineCommand('toy.delete/1', (ctx, body: { readonly id: number }) => {
  const store = ctx.of(toyStore);
  if (store.text(body.id) === undefined) throw new Refusal('not-found', 'There is no such post');
  store.remove(body.id);
  return {};
});

const tag = defineCommand('toy.tag/1', (ctx, body: Text) => {
  const id = ctx.randomId();
  ctx.of(toyStore).tag(id, body.text);
  return { id };
});

/** Writes, draws ids, and then says no. */
const refuse = defineCommand('toy.refuse/1', (ctx, body: Text) => {
  leaveTraces(ctx, body);
  throw new Refusal('forbidden', 'No');
});

/** Writes, draws ids, and then breaks. */
const fail = defineCommand('toy.fail/1', (ctx, body: Text) => {
  leaveTraces(ctx, body);
  throw new Error('broken');
});

/** Breaks so badly that the whole transaction is gone. */
const wreck = defineCommand('toy.wreck/1', (ctx, body: Text) => {
  leaveTraces(ctx, body);
  ctx.db.exec('ROLLBACK');
  throw new Error('wrecked');
});

function leaveTraces(ctx: ApplyContext, body: Text): void {
  ctx.of(toyStore).insert(ctx.timedId(), body.text, ctx.at);
  ctx.of(toyStore).tag(ctx.randomId(), body.text);
  ctx.emit(posted, { id: 0 });
}

/** A consequence: every post counts. */
const count = reaction(posted, (ctx) => void ctx.of(toyStore).count(ctx.at));

export function toyStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO status (id, account_id, visibility, conversation_id, text, created_at, received_at)
     VALUES (?1, 1, 0, ?1, ?2, ?3, ?3)`,
  );
  const text = db.prepare<{ text: string }>('SELECT text FROM status WHERE id = ?');
  const update = db.prepare('UPDATE status SET text = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM status WHERE id = ?');
  const removeWordings = db.prepare('DELETE FROM status_edit WHERE status_id = ?');
  const keepWording = db.prepare(
    `INSERT INTO status_edit (status_id, n, at, html, spoiler, sensitive, media, replaced_at)
     VALUES (?1, ?2, ?3, ?4, '', 0, '[]', ?3)`,
  );
  const tag = db.prepare('INSERT INTO tag (id, key, name) VALUES (?1, ?2, ?2)');
  const count = db.prepare(
    `INSERT INTO setting (name, value, at) VALUES ('count', '1', ?) ON CONFLICT DO UPDATE SET value = value + 1`,
  );
  const posts = db.prepare<{ id: number; text: string }>('SELECT id, text FROM status ORDER BY id');
  return {
    insert: (id: number, words: string, at: number) => insert.run(id, words, at),
    text: (id: number) => text.get(id)?.text,
    update: (words: string, id: number) => update.run(words, id),
    remove(id: number) {
      remove.run(id);
      removeWordings.run(id);
    },
    keepWording: (id: number, n: number, at: number, words: string) => keepWording.run(id, n, at, words),
    tag: (id: number, name: string) => tag.run(id, name),
    count: (at: number) => count.run(at),
    posts: () => posts.all(),
  };
}

export const toyRegistry = makeRegistry([post, edit, remove, tag, refuse, fail, wreck, prune], [count]);

export type Toy = {
  readonly paths: HousePaths;
  readonly house: HouseFolder;
  readonly writer: Writer;
  readonly db: Db;
  /** What was reported, oldest first. */
  readonly reports: readonly string[];
  send(kind: string, body: unknown, id?: string, lane?: Lane): Promise<{ readonly id: number }>;
  /** Writes the view anew beside the one in use. */
  regenerate(more?: Partial<GenerationOptions>): Promise<GenerationMade>;
  posts(): readonly { readonly id: number; readonly text: string }[];
  /** Stops as a running server does. */
  close(): Promise<void>;
};

export function pathsIn(folder: string): HousePaths {
  return {
    log: join(folder, 'log.db'),
    view: join(folder, 'view.db'),
    snapshots: join(folder, 'snapshots'),
  };
}

/** A temporary folder that goes when the test ends. */
export function scratch(t: { after(work: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'rooftop-view-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files as a power cut would leave them: copied while they are open. */
export function crashCopy(from: string, to: string): string {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(to)) if (name.endsWith('-shm')) rmSync(join(to, name));
  return to;
}

export function loseView(folder: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `view.db${suffix}`), { force: true });
}

export type ToyOptions = Partial<Pick<WriterOptions, 'now' | 'diskTrouble' | 'waitMostMs'>>;

export async function openToy(folder: string, options: ToyOptions = {}): Promise<Toy> {
  const reports: string[] = [];
  const report = (what: string, error?: unknown) => void reports.push(`${what}: ${String(error)}`);
  const paths = pathsIn(folder);
  const house = await openHouseFolder({ paths, registry: toyRegistry, report });
  const writer = startWriter({ ...house, now: Date.now, report, ...options });
  return {
    paths,
    house,
    writer,
    get db() {
      return house.keeper.db;
    },
    reports,
    async send(kind, body, id = randomUUID(), lane = 'interactive') {
      const { answer } = await writer.submit({ id, kind, body: JSON.stringify(body) }, lane);
      return answer as { readonly id: number };
    },
    regenerate: (more = {}) =>
      makeGeneration({
        ...house,
        paths,
        registry: toyRegistry,
        between: writer.between,
        reserveBytes: 0,
        onTorn: (error) => report('torn', error),
        ...more,
      }),
    posts: () => house.keeper.db.of(toyStore).posts(),
    async close() {
      await writer.stop();
      await house.close();
    },
  };
}
