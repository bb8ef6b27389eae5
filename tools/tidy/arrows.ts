import type { Finding, Link, Module } from './tree.ts';

/** Who is above whom. A module imports its own layer and those below it, never one above. */
const LAYERS: readonly { readonly name: string; readonly has: RegExp }[] = [
  { name: 'main', has: /^src\/(?:(?:main|command-line|serve|warm)\.ts$|roles\/)/ },
  { name: 'app', has: /^src\/app\// },
  { name: 'rooms', has: /^src\/rooms\// },
  { name: 'pages', has: /^src\/pages\// },
  { name: 'machinery', has: /^src\/machinery\// },
  { name: 'view', has: /^src\/view\// },
  { name: 'log', has: /^src\/log\// },
  { name: 'values', has: /^src\/values\// },
];
const CONFIG = 'src/config.ts';
const WIRING = ['main', 'app'];

/** What files of one kind may import, beside the arrows. `types` is what they may take types from. */
const FURNITURE: readonly {
  readonly what: string;
  readonly has: RegExp;
  readonly may: (room: string) => RegExp;
  readonly types: (room: string) => RegExp;
}[] = [
  {
    what: "rules know their own room's rules, values, zod and types of other desks",
    has: /^src\/rooms\/[^/]+\/rules\//,
    may: (room) => new RegExp(`^(?:src/rooms/${room}/rules/|src/values/|zod$|node:url$)`),
    types: () => /^src\/rooms\/[^/]+\/index\.ts$/,
  },
  {
    what: 'events know values and how an event is defined',
    has: /^src\/rooms\/[^/]+\/events\.ts$/,
    may: () => /^src\/(?:values\/|view\/command\.ts$)/,
    types: () => /^$/,
  },
  {
    what: "stores know values, the view, the database and their own room's words",
    has: /^src\/rooms\/[^/]+\/(?:[a-z-]+-)?store\.ts$/,
    may: (room) => new RegExp(`^src/(?:values|view|log|rooms/${room})/`),
    types: () => /^src\/rooms\/[^/]+\/index\.ts$/,
  },
  {
    what: 'browser modules know only one another',
    has: /^src\/pages\/browser\//,
    may: () => /^src\/pages\/browser\//,
    types: () => /^src\//,
  },
];

/** Rooms are entered by their front desk; the wiring alone may name what is inside. */
const DESK = /^src\/rooms\/[^/]+\/index\.ts$/;

export function checkArrows(modules: readonly Module[]): Finding[] {
  return modules.flatMap((module) => [
    ...(layerOf(module.path) === undefined && module.path !== CONFIG
      ? [{ rule: 'no-layer', where: module.path, why: 'belongs to no layer' }]
      : []),
    ...module.imports.flatMap((link) => [
      ...checkTarget(module, link),
      ...checkDirection(module, link),
      ...checkDesk(module, link),
      ...checkFurniture(module, link),
    ]),
  ]);
}

function checkTarget(module: Module, link: Link): Finding[] {
  const no = (why: string) => [finding('import', module, link, why)];
  if (link.specifier === undefined) return no('imports something computed');
  if (link.missing) return no(`imports ${link.target}, which is not there`);
  if (link.target !== undefined && link.target !== 'package.json' && !link.target.startsWith('src/'))
    return no(`leaves src for ${link.target}`);
  return [];
}

function checkDirection(module: Module, link: Link): Finding[] {
  if (link.target === undefined) return [];
  const from = layerOf(module.path);
  if (link.target === CONFIG)
    return WIRING.includes(from ?? '')
      ? []
      : [finding('config', module, link, 'only main and app know the settings')];
  const to = layerOf(link.target);
  if (from === undefined || to === undefined || indexOf(from) <= indexOf(to)) return [];
  return [finding('arrow', module, link, `${from} must not know ${to}`)];
}

function checkDesk(module: Module, link: Link): Finding[] {
  const room = roomOf(link.target);
  if (room === undefined || room === roomOf(module.path) || WIRING.includes(layerOf(module.path) ?? ''))
    return [];
  return DESK.test(link.target!) ? [] : [finding('desk', module, link, `enters ${room} past its desk`)];
}

function checkFurniture(module: Module, link: Link): Finding[] {
  const name = link.target ?? link.specifier ?? '';
  const room = roomOf(module.path) ?? '';
  return FURNITURE.filter(
    (kind) =>
      kind.has.test(module.path) &&
      !kind.may(room).test(name) &&
      !(link.typesOnly && kind.types(room).test(name)),
  ).map((kind) => finding('furniture', module, link, kind.what));
}

function finding(rule: string, module: Module, link: Link, why: string): Finding {
  return { rule, where: `${module.path}:${link.line}`, why: `${why} (${link.specifier ?? 'computed'})` };
}

function layerOf(path: string): string | undefined {
  return LAYERS.find((layer) => layer.has.test(path))?.name;
}

function indexOf(layer: string): number {
  return LAYERS.findIndex(({ name }) => name === layer);
}

export function roomOf(path: string | undefined): string | undefined {
  return /^src\/rooms\/([^/]+)\//.exec(path ?? '')?.[1];
}
