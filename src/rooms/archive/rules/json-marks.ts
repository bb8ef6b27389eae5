const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const EQUALS = 0x3d;
const LIST = 0x5b;
const NAME_MOST = 64;

const isOpen = (byte: number) => byte === 0x5b || byte === 0x7b;
const isClose = (byte: number) => byte === 0x5d || byte === 0x7d;
const isSpace = (byte: number) => byte <= 0x20;
const isMark = (byte: number) => byte === 0xef || byte === 0xbb || byte === 0xbf;

/** What a byte of JSON means for the wanted list: an item begins with it, an item ended before it, or nothing. */
export type Mark = 'begin' | 'end' | undefined;

/** How far a JSON text has been read. Changed by `step` with each byte. */
export type Place = {
  /** The list's name in the outermost object; undefined when the list is the outermost value. */
  readonly key: string | undefined;
  depth: number;
  /** Depth of the wanted list, 0 outside of it. */
  list: number;
  lists: number;
  inItem: boolean;
  started: boolean;
  assigned: boolean;
  inString: boolean;
  escaped: boolean;
  name: string;
  lastName: string;
};

export function startOf(key: string | undefined): Place {
  return {
    key,
    depth: 0,
    list: 0,
    lists: 0,
    inItem: false,
    started: false,
    assigned: true,
    inString: false,
    escaped: false,
    name: '',
    lastName: '',
  };
}

export function step(at: Place, byte: number): Mark {
  if (at.inString) return insideString(at, byte);
  if (at.depth === 0) return at.started ? undefined : beforeStart(at, byte);
  const mark = markOf(at, byte);
  if (byte === QUOTE) {
    at.inString = true;
    at.name = '';
  } else if (byte === COLON) {
    if (at.depth === 1) at.lastName = at.name;
  } else if (isOpen(byte)) open(at, byte);
  else if (isClose(byte)) close(at);
  return mark;
}

function markOf(at: Place, byte: number): Mark {
  if (at.depth !== at.list) return undefined;
  const ends = byte === COMMA || isClose(byte);
  if (at.inItem) {
    at.inItem = !ends;
    return ends ? 'end' : undefined;
  }
  at.inItem = !ends && !isSpace(byte);
  return at.inItem ? 'begin' : undefined;
}

/** Before the outermost value there may be `window.YTD.tweets.part0 =`: nothing counts until the sign. */
function beforeStart(at: Place, byte: number): undefined {
  if (byte === EQUALS) at.assigned = true;
  else if (at.assigned && isOpen(byte)) open(at, byte);
  else if (!isSpace(byte) && !isMark(byte)) at.assigned = false;
}

function insideString(at: Place, byte: number): undefined {
  if (at.escaped) at.escaped = false;
  else if (byte === BACKSLASH) at.escaped = true;
  else if (byte === QUOTE) at.inString = false;
  if (at.depth === 1 && at.inString && at.name.length < NAME_MOST) at.name += String.fromCharCode(byte);
}

function open(at: Place, byte: number): void {
  const wanted = at.key === undefined ? at.depth === 0 : at.depth === 1 && at.lastName === at.key;
  at.started = true;
  at.depth++;
  if (byte !== LIST || !wanted) return;
  at.list = at.depth;
  at.lists++;
}

function close(at: Place): void {
  if (at.depth === at.list) at.list = 0;
  at.depth--;
}
