import type { Db } from '#log/sqlite.ts';
import { settingChanged } from '#rooms/settings/events.ts';
import { type Settings, settingsFrom } from '#rooms/settings/rules/settings.ts';
import { settingStore } from '#rooms/settings/store.ts';
import type { View } from '#view/reader.ts';

type Known = { readonly settings: Settings; readonly setAt: ReadonlyMap<string, number> };

/** The settings in memory, read anew after a change. */
function settingCache(view: View) {
  let known: Known | undefined;
  const forget = () => {
    known = undefined;
  };
  view.on(settingChanged, forget);
  view.onGap(forget);
  return () => {
    known ??= load(view.db);
    return known;
  };
}

function load(db: Db): Known {
  const rows = db.of(settingStore).all();
  return {
    settings: settingsFrom(new Map(rows.map((row) => [row.name, row.value]))),
    setAt: new Map(rows.map((row) => [row.name, row.at])),
  };
}

/** How the operator wants this server to be. */
export function settingsOf(view: View): Settings {
  return view.keep(settingCache)().settings;
}

/** When a setting was last changed, milliseconds; undefined when it never was. */
export function settingChangedAt(view: View, name: keyof Settings): number | undefined {
  return view.keep(settingCache)().setAt.get(name);
}

/** The settings, straight from the view: for apply, which may not trust a cache. */
export function settingsInApply(db: Db): Settings {
  return load(db).settings;
}
