import { type House, submit } from '#machinery/house.ts';
import { type SealedText, sealText } from '#rooms/ledger/index.ts';
import { keepChange } from '#rooms/maintenance/keep-change.ts';
import {
  checkBounds,
  checkEffect,
  checkOverlap,
  checkSlot,
  checkText,
  DESCRIPTION_MOST,
  effectNamed,
  kindNamed,
  OPEN_MOST,
  partsNamed,
  TITLE_MOST,
} from '#rooms/maintenance/rules/check-plan.ts';
import { nameOfWindow } from '#rooms/maintenance/rules/facts.ts';
import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import { slotStore } from '#rooms/maintenance/slot-store.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import { noticeStore } from '#rooms/notices/index.ts';
import { Refusal } from '#values/refusal.ts';
import { TZDATA } from '#values/tzdata.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

/** How the times of a slot were typed: in which zone, and which local start was meant. Both null for UTC. */
export type TypedIn = { readonly zone: string | null; readonly localStart: string | null };

/** Planned work as an operator says it. Times are milliseconds UTC. */
export type WindowPlan = {
  readonly kind: string;
  readonly title: string;
  readonly description?: string;
  readonly parts: readonly string[];
  readonly effect: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly earliest?: number | null;
  readonly latest?: number | null;
  /** Start and finish by the clock. */
  readonly automatic?: boolean;
  readonly noticeId?: number | null;
  readonly typedIn?: TypedIn;
  /** Plan it although it overlaps other work; goes on the record. */
  readonly evenThough?: boolean;
};

type Draft = Pick<
  MaintenanceWindow,
  | 'kind'
  | 'title'
  | 'description'
  | 'parts'
  | 'effect'
  | 'startsAt'
  | 'endsAt'
  | 'earliest'
  | 'latest'
  | 'automatic'
  | 'noticeId'
>;

type Body = Draft & {
  readonly domain: string;
  readonly typedIn: TypedIn;
  readonly tzdata: string;
  readonly evenThough: boolean;
  readonly texts: Readonly<Record<string, SealedText>>;
};

const IN_UTC: TypedIn = { zone: null, localStart: null };

/** Plans work and says so in public. Refuses what cannot be meant, naming the field. `id` makes it happen once. */
export async function planWindow(
  house: House,
  plan: WindowPlan,
  options: { readonly id?: string | undefined } = {},
): Promise<{ readonly id: number }> {
  const draft = draftOf(plan);
  const texts = {
    title: sealText(house.world, draft.title),
    ...(draft.description !== '' && { description: sealText(house.world, draft.description) }),
  };
  const body: Body = {
    ...draft,
    domain: house.domain,
    typedIn: plan.typedIn ?? IN_UTC,
    tzdata: TZDATA,
    evenThough: plan.evenThough ?? false,
    texts,
  };
  return submit(house, planWindowCommand, body, options);
}

function draftOf(plan: WindowPlan): Draft {
  const { title, description = '', startsAt, endsAt, earliest = null, latest = null } = plan;
  const { automatic = false, noticeId = null } = plan;
  checkText(title, 'title', TITLE_MOST);
  checkText(description, 'description', DESCRIPTION_MOST, 0);
  const kind = kindNamed(plan.kind);
  const effect = effectNamed(plan.effect);
  const parts = partsNamed(plan.parts);
  checkEffect(effect, parts);
  const words = { kind, effect, parts, title: title.trim(), description: description.trim() };
  return { ...words, startsAt, endsAt, earliest, latest, automatic, noticeId };
}

export const planWindowCommand = defineCommand('plan-window/1', (ctx, body: Body) => {
  checkSlot(body, ctx.at);
  checkBounds(body, body);
  if (body.noticeId !== null && !ctx.of(noticeStore).byId(body.noticeId))
    throw new Refusal('invalid', 'There is no such notice', 'notice');
  const others = openWindows(ctx);
  if (others.length >= OPEN_MOST)
    throw new Refusal('invalid', `At most ${OPEN_MOST} windows are planned at once`);
  const met = checkOverlap(body, others, body.evenThough);
  const window = newWindow(ctx, body);
  const { zone, localStart } = body.typedIn;
  const { startsAt, endsAt } = window;
  const slot = {
    sequence: 0,
    startsAt,
    endsAt,
    reason: null,
    at: ctx.at,
    zone,
    localStart,
    tzdata: body.tzdata,
  };
  ctx.of(slotStore).add(window.id, slot);
  const facts = { zone, tzdata: body.tzdata, evenThough: met.map(nameOfWindow) };
  keepChange(ctx, window, 'planned', { facts, texts: body.texts });
  return { id: window.id };
});

/** Windows that are planned or under way. In apply. */
export function openWindows(ctx: ApplyContext): readonly MaintenanceWindow[] {
  const store = ctx.of(windowStore);
  return [...store.inState('in-progress', OPEN_MOST), ...store.inState('planned', OPEN_MOST)];
}

function newWindow(ctx: ApplyContext, body: Body): MaintenanceWindow {
  const id = ctx.randomId();
  const { kind, title, description, parts, effect, startsAt, endsAt, earliest, latest } = body;
  return {
    ...{ kind, title, description, parts, effect, startsAt, endsAt, earliest, latest },
    id,
    uid: `window-${id}@${body.domain}`,
    sequence: 0,
    state: 'planned',
    cancelledDuring: false,
    startedAt: null,
    finishedAt: null,
    automatic: body.automatic,
    zone: body.typedIn.zone,
    noticeId: body.noticeId,
    createdAt: ctx.at,
    changedAt: ctx.at,
    lateSaid: false,
    overrunSaid: false,
    reminded: null,
  };
}
