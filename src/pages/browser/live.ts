import { fetchPosts, postsIn } from './fragments.ts';
import { listOver } from './post-list.ts';

const GATHER_MS = 200;
const TOP_PIXELS = 160;
const WAITING_MOST = 100;
const HIDDEN_MS = 60_000;
const LATE_MS = 3_000;

/** Lets posts arrive by themselves on a timeline's first page. Without it, or without scripts, reloading shows the same. */
export function startLive(): void {
  const element = document.querySelector<HTMLElement>('.posts[data-live]');
  if (!element) return;
  const list = listOver(element);
  const waiting = new Set<string>();
  const sign = makeSign();
  const pill = makePill(element, () => void show().then(() => scrollTo({ top: 0 })));
  const spoken = makeSpoken(element);
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let showing = Promise.resolve();

  function gather(): void {
    if (gathering !== undefined) return;
    gathering = setTimeout(() => {
      gathering = undefined;
      if (scrollY <= TOP_PIXELS && waiting.size <= WAITING_MOST) void show();
      else pill.count(waiting.size);
    }, GATHER_MS);
  }

  /** Shows what waits. One at a time, so that a burst does not overtake itself. */
  function show(): Promise<void> {
    showing = showing.then(async () => {
      const ids = [...waiting];
      waiting.clear();
      pill.count(0);
      if (ids.length === 0) return;
      if (ids.length > WAITING_MOST) return catchUp();
      const posts = await fetchPosts(ids);
      spoken(posts.filter((post) => !list.has(post.dataset['id'] ?? '')).length);
      list.add(posts);
    });
    return showing.catch(() => sign.lost());
  }

  /** Takes what was missed from the page itself; when nothing of it is known here, the page replaces the list. */
  async function catchUp(): Promise<void> {
    const response = await fetch(location.pathname + location.search);
    if (!response.ok) return;
    const posts = postsIn(await response.text());
    const meets = posts.some((post) => list.has(post.dataset['id'] ?? ''));
    if (meets || posts.length === 0) list.add(posts);
    else list.replaceAll(posts);
  }

  follow(addressOf(element), {
    opened: (again) => {
      sign.live();
      if (again) void catchUp();
    },
    lost: sign.lost,
    posted(id) {
      if (list.has(id)) return;
      waiting.add(id);
      gather();
    },
    edited(id) {
      const shown = list.shownAs(id);
      if (shown.length > 0) void fetchPosts(shown).then(list.add);
    },
    deleted(id) {
      waiting.delete(id);
      list.remove(id);
    },
  });
}

function addressOf(element: HTMLElement): string {
  const stream = element.dataset['live'] ?? 'public';
  const tag = element.dataset['tag'];
  return `/api/v1/streaming/${stream}${tag === undefined ? '' : `?tag=${encodeURIComponent(tag)}`}`;
}

type Heard = {
  /** `again`: something may have been missed since the page was made, or since the line was lost. */
  opened(again: boolean): void;
  lost(): void;
  posted(id: string): void;
  edited(id: string): void;
  deleted(id: string): void;
};

/** Listens while the page is looked at. A page in the background lets go of its connection after a minute. */
function follow(address: string, heard: Heard): void {
  let source: EventSource | undefined;
  let opened = false;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(address);
    source.addEventListener('open', () => {
      heard.opened(opened || performance.now() > LATE_MS);
      opened = true;
    });
    source.addEventListener('error', () => heard.lost());
    source.addEventListener('update', (event) => heard.posted(idIn(event.data)));
    source.addEventListener('status.update', (event) => heard.edited(idIn(event.data)));
    source.addEventListener('delete', (event) => heard.deleted(String(event.data)));
  };
  const close = () => {
    source?.close();
    source = undefined;
    heard.lost();
  };
  document.addEventListener('visibilitychange', () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(close, HIDDEN_MS);
    else if (!source) open();
  });
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
  open();
}

function idIn(text: string): string {
  return (JSON.parse(text) as { id: string }).id;
}

function makeSign() {
  const element = document.querySelector<HTMLElement>('.live');
  const word = element?.querySelector('span');
  const live = word?.textContent ?? '';
  const tell = (lost: boolean) => {
    if (!element || !word) return;
    element.hidden = false;
    element.classList.toggle('lost', lost);
    word.textContent = lost ? (element.dataset['lost'] ?? '') : live;
  };
  return { live: () => tell(false), lost: () => tell(true) };
}

/** The button over the list that says how many posts wait; nothing moves until it is pressed. */
function makePill(list: HTMLElement, press: () => void) {
  const button = document.createElement('button');
  button.className = 'fresh';
  button.hidden = true;
  button.type = 'button';
  button.addEventListener('click', press);
  list.before(button);
  return {
    count(n: number) {
      button.hidden = n === 0;
      if (n > 0) button.textContent = said(list.dataset['fresh'], n);
    },
  };
}

/** Tells screen readers politely how many posts arrived. */
function makeSpoken(list: HTMLElement) {
  const status = document.createElement('p');
  status.className = 'vh';
  status.setAttribute('role', 'status');
  list.before(status);
  return (n: number) => {
    if (n > 0) status.textContent = said(list.dataset['arrived'], n);
  };
}

function said(text: string | undefined, n: number): string {
  const locale = document.documentElement.dataset['say'] ?? 'en';
  return (text ?? '#').replace('#', n.toLocaleString(locale));
}
