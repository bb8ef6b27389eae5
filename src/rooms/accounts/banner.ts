import { bannerStore } from '#rooms/accounts/banner-store.ts';
import { bannerChanged } from '#rooms/accounts/events.ts';
import { type Announced, announcedNow } from '#rooms/accounts/rules/banner.ts';
import type { ApplyContext } from '#view/command.ts';
import type { View } from '#view/reader.ts';

/** From now on pages announce this work when it is near. In apply. */
export function putBanner(ctx: ApplyContext, announced: Announced): void {
  ctx.of(bannerStore).put(announced);
  ctx.emit(bannerChanged, { windowId: announced.windowId });
}

/** Pages no longer announce it. In apply. */
export function removeBanner(ctx: ApplyContext, windowId: number): void {
  ctx.of(bannerStore).remove(windowId);
  ctx.emit(bannerChanged, { windowId });
}

/** Every page asks, so what there is stays in memory until it changes. */
function bannerCache(view: View) {
  let known: readonly Announced[] | undefined;
  const forget = () => {
    known = undefined;
  };
  view.on(bannerChanged, forget);
  view.onGap(forget);
  return () => {
    known ??= view.of(bannerStore).all();
    return known;
  };
}

/** The work that pages announce at this moment, undefined when there is none. */
export function bannerAt(view: View, now: number): Announced | undefined {
  return announcedNow(view.keep(bannerCache)(), now);
}
