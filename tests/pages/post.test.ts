import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonCard, PostCard } from '#pages/cards.ts';
import { speakerOf } from '#pages/dates.ts';
import { post } from '#pages/parts/post.ts';
import { readingOf } from '#pages/reading.ts';
import type { Screen } from '#pages/screen.ts';
import { ABOUT_LANGUAGE, type PageLanguage, textsOf } from '#pages/texts/index.ts';

const AT = Date.UTC(2009, 5, 16, 12, 0);

function person(name: string, handle: string): PersonCard {
  return {
    id: '1234567890123456',
    name,
    handle,
    href: `/${handle}`,
    avatar: undefined,
    bot: false,
    locked: false,
  };
}

function screen(language: PageLanguage, me?: PersonCard): Screen {
  const reading = readingOf({ language }, null, null);
  return {
    texts: textsOf(language),
    reading,
    dir: ABOUT_LANGUAGE[language].dir,
    say: speakerOf(reading),
    now: AT,
    me,
    admin: false,
    formToken: 'token',
    here: '/public',
    domain: 'rooftop.test',
    newKey: () => 'key',
  };
}

const PLAIN: PostCard = {
  id: '3000000000000001',
  listId: '3000000000000001',
  href: '/@ada/3000000000000001',
  author: person('Ada', '@ada'),
  boostedBy: undefined,
  html: '<p>words</p>',
  spoiler: '',
  sensitive: false,
  language: null,
  createdAt: AT - 60_000,
  editedAt: null,
  visibility: 'public',
  imported: false,
  estimated: false,
  replay: false,
  replyTo: undefined,
  pictures: [],
  replies: 0,
  boosts: 0,
  favourites: 0,
  own: false,
  boostable: true,
  boosted: false,
  favourited: false,
  bookmarked: false,
  pinned: false,
  muted: false,
};

const draw = (card: Partial<PostCard>, language: PageLanguage = 'en', me?: PersonCard) =>
  post(screen(language, me), { ...PLAIN, ...card }).toString();

test('a post of now carries no marks', () => {
  assert.doesNotMatch(draw({}), /class="marks"/);
});

test('imported posts, estimated hours and replays are labelled in both languages', () => {
  const marked = { imported: true, estimated: true, replay: true };
  assert.match(draw(marked), />imported<[\s\S]*>time estimated<[\s\S]*>replay</);
  assert.match(draw(marked, 'fa'), />واردشده<[\s\S]*>ساعت تخمینی<[\s\S]*>بازپخش</);
});

test('of an estimated time only the day is said', () => {
  assert.match(draw({}), /title="June 16, 2009[^"]*11:59[^"]*">1m ago</);
  const estimated = draw({ estimated: true });
  assert.match(estimated, /title="Jun 16, 2009" data-day>Jun 16, 2009</);
  assert.match(draw({ estimated: true }, 'fa'), />۲۶ خرداد ۱۳۸۸</);
});

test('who is not meant to see a post is told by a word, not by a colour', () => {
  assert.match(draw({ visibility: 'private' }), /Followers only/);
  assert.match(draw({ visibility: 'direct' }), /Only those mentioned/);
});

test('a picture has its words, its size, and is fetched when it comes into sight', () => {
  const one = {
    kind: 'image',
    href: '/media/a',
    preview: '/media/b',
    width: 400,
    height: 300,
    description: 'a "roof"',
  } as const;
  assert.match(
    draw({ pictures: [one] }),
    /<img src="\/media\/b" width="400" height="300" alt="a &quot;roof&quot;" loading="lazy" decoding="async">/,
  );
  assert.match(draw({ pictures: [{ ...one, description: '' }] }), /alt="Image without a description"/);
  assert.match(
    draw({ pictures: [one], sensitive: true }),
    /<details class="warned"><summary>Sensitive image/,
  );
});

test('names of any direction stand isolated, so that they cannot turn what stands around them', () => {
  const turned = draw({ author: person('\u202Egnp.evil', '@mallory'), boostedBy: person('سپهر', '@sepehr') });
  assert.match(
    turned,
    /<bdi class="name">\u202Egnp\.evil<\/bdi> <bdi class="handle" dir="ltr">@mallory<\/bdi>/,
  );
  assert.match(turned, /<bdi>سپهر<\/bdi><\/a> boosted/);
});

test('strangers see numbers, members see buttons, and a post that may not be passed on has no button for it', () => {
  const ben = person('Ben', '@ben');
  assert.doesNotMatch(draw({ boosts: 3 }), /<button/);
  assert.match(draw({ boosts: 3 }, 'fa'), /۳/);
  assert.match(draw({}, 'en', ben), /formaction="\/posts\/3000000000000001\/boost"/);
  assert.doesNotMatch(draw({ boostable: false, visibility: 'private' }, 'en', ben), /\/boost"/);
  assert.doesNotMatch(draw({}, 'en', ben), /\/delete"/);
  assert.match(draw({ own: true }, 'en', ben), /\/posts\/3000000000000001\/delete"/);
});
