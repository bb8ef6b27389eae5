import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { encodingsOf } from '#machinery/http/compress.ts';
import { type Route, route } from '#machinery/http/route.ts';

/** Files that pages need, read at start, named by their content where they may change. */

type Asset = { readonly type: string; readonly bytes: Buffer; readonly forever: boolean };

const FOLDER = import.meta.dirname;
const FOREVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';
const TYPES = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
  png: 'image/png',
};

const style = readAll('styles').join('');
const modules = readdirSync(`${FOLDER}/browser`).filter((name) => name.endsWith('.ts'));
const scripts = new Map(modules.map((name) => [name.replace('.ts', ''), browserScript(name)]));
const styleName = `style-${mark(style)}.css`;
const scriptFolder = `js-${mark([...scripts.values()].join(''))}`;

/** Path of the stylesheet, with its content's hash. */
export function assetPath(_name: 'style.css'): string {
  return `/assets/${styleName}`;
}

/** One of the style files, for pages that stand alone. */
export function styleText(name: '1-base.css' | '6-status.css'): string {
  return readFileSync(`${FOLDER}/styles/${name}`, 'utf8');
}

/** Path of a browser module, with the hash of all of them, since they import each other. */
export function browserPath(name: string): string {
  return `/assets/${scriptFolder}/${name}.js`;
}

const assets = new Map<string, Asset>([
  [`/assets/${styleName}`, asset('css', Buffer.from(style), true)],
  ...[...scripts].map(([name, text]): [string, Asset] => [
    browserPath(name),
    asset('js', Buffer.from(text), true),
  ]),
  ...readdirSync(`${FOLDER}/assets`).map((name): [string, Asset] => [
    name.endsWith('.webmanifest') ? `/${name}` : `/assets/${name}`,
    asset(name.split('.').at(-1) as keyof typeof TYPES, readFileSync(`${FOLDER}/assets/${name}`), false),
  ]),
]);

function asset(ending: keyof typeof TYPES, bytes: Buffer, forever: boolean): Asset {
  const type = ending === 'png' ? TYPES.png : `${TYPES[ending]}; charset=utf-8`;
  return { type, bytes, forever };
}

function readAll(folder: string): string[] {
  const names = readdirSync(`${FOLDER}/${folder}`).sort();
  return names.map((name) => readFileSync(`${FOLDER}/${folder}/${name}`, 'utf8'));
}

/** TypeScript as the browser takes it: types blanked, imports by the names they are served under. */
function browserScript(name: string): string {
  const source = readFileSync(`${FOLDER}/browser/${name}`, 'utf8');
  return stripTypeScriptTypes(source)
    .replace(/(from '\.\/[a-z-]+)\.ts'/g, "$1.js'")
    .replace(/^ *\/?\*.*\n/gm, '')
    .replace(/ +$/gm, '');
}

function mark(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 10);
}

const packed = new Map<string, Buffer<ArrayBuffer>>();

/** The bytes in an encoding, packed once, at its best. */
function pack(path: string, found: Asset, encoding: 'br' | 'gzip'): Buffer<ArrayBuffer> {
  const key = `${encoding} ${path}`;
  const known = packed.get(key);
  if (known) return known;
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const made =
    encoding === 'br' ? brotliCompressSync(found.bytes, options) : gzipSync(found.bytes, { level: 9 });
  packed.set(key, made);
  return made;
}

function answer(path: string, request: Request): Response | undefined {
  const found = assets.get(path);
  if (!found) return undefined;
  const headers = {
    'content-type': found.type,
    'cache-control': found.forever ? FOREVER : A_DAY,
    vary: 'Accept-Encoding',
  };
  const takes = encodingsOf(request);
  const encoding = takes.br ? 'br' : takes.gzip ? 'gzip' : undefined;
  if (!encoding || found.type === TYPES.png) return new Response(new Uint8Array(found.bytes), { headers });
  return new Response(pack(path, found, encoding), { headers: { ...headers, 'content-encoding': encoding } });
}

/** Anyone may fetch them: they are the same for all. */
export const assetRoutes: readonly Route[] = [...assets.keys()].map((path) =>
  route({
    method: 'GET',
    path,
    door: 'file',
    summary: `Page asset ${path.split('.').at(-1)}`,
    handle: (call) => answer(path, call.request)!,
  }),
);
