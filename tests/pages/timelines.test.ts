import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { assetPath } from '#pages/assets.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { PERSIAN_NAMES, PERSIAN_POSTS } from '../support/sample-posts.ts';
import { visit } from '../support/visitor.ts';

const PAGE_MOST = 14 * 1024;
const TAG = '/tags/شهر';

let house: TestHouse;
let people: Person[];

before(async () => {
  house = await openTestHouse();
  people = [];
  for (const [username, displayName] of PERSIAN_NAMES)
    people.push(await house.person(username, { displayName }));
  for (const round of [1, 2])
    for (const [i, text] of PERSIAN_POSTS.entries())
      await say(people[i % people.length]!, `${text} (${round}) #شهر`, { language: 'fa' });
});
after(async () => {
  await house.close();
  assert.deepEqual(house.faults, []);
});

async function say(person: Person, status: string, more: object = {}): Promise<string> {
  const made = await house.json<{ id: string }>('POST', '/api/v1/statuses', {
    token: person.token,
    json: { status, ...more },
  });
  return made.id;
}

const countOf = (html: string, what: string) => html.split(what).length - 1;
const link = (html: string, rel: string) =>
  new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');

for (const who of ['stranger', 'member'])
  test(`the first page of a hashtag with twenty Persian posts is at most 14 KB for a ${who}`, async () => {
    const visitor = await visit(house, { ...(who === 'member' && { as: people[0]! }) });
    const response = await house.request('GET', TAG, {
      headers: {
        'accept-encoding': 'gzip, deflate, br',
        'accept-language': 'fa',
        cookie: [...visitor.cookies].map((pair) => pair.join('=')).join('; '),
      },
    });
    assert.equal(response.headers.get('content-encoding'), 'gzip');
    const packed = Buffer.from(await response.arrayBuffer());
    assert.equal(countOf(gunzipSync(packed).toString(), '<article'), 20);
    assert.ok(packed.length <= PAGE_MOST, `${packed.length} bytes`);
  });

test('a page fits into 14 KB together with the stylesheet it is drawn with', async () => {
  const packed = async (path: string) => {
    const response = await house.request('GET', path, { headers: { 'accept-encoding': 'gzip, br' } });
    return (await response.arrayBuffer()).byteLength;
  };
  const total = (await packed(TAG)) + (await packed(assetPath('style.css')));
  assert.ok(total <= PAGE_MOST, `${total} bytes`);
});

test('a client that takes no encoding gets the page as it is', async () => {
  const response = await house.request('GET', TAG);
  assert.equal(response.headers.get('content-encoding'), null);
  assert.match(await response.text(), /^<!doctype html>/);
});

test('the secret of a page’s forms is another one each time, since pages are packed with what readers type', async () => {
  const visitor = await visit(house, { as: people[0]! });
  const token = async () => /name="form_token" value="([^"]+)"/.exec((await visitor.get(TAG)).html)![1];
  assert.notEqual(await token(), await token());
});

test('a page is in the reader’s language and direction, and a post says its own language', async () => {
  const persian = await (await visit(house, { language: 'fa' })).get(TAG);
  assert.match(persian.html, /<html lang="fa" dir="rtl"/);
  assert.match(persian.html, /نوشته‌های قدیمی‌تر/);
  const english = await (await visit(house)).get(TAG);
  assert.match(english.html, /<html lang="en" dir="ltr"/);
  assert.match(english.html, /class="text" dir="auto" lang="fa"/);
  assert.match(english.html, /<bdi class="name">/);
});

test('plain links lead through a hashtag, to older posts and back, each post once', async () => {
  const visitor = await visit(house);
  const first = await visitor.get(TAG);
  const second = await visitor.get(link(first.html, 'next')!);
  const ids = (html: string) => [...html.matchAll(/<article class="post" id="p(\d+)"/g)].map((m) => m[1]);
  assert.equal(new Set([...ids(first.html), ...ids(second.html)]).size, 40);
  const back = await visitor.get(link(second.html, 'prev')!);
  assert.deepEqual(ids(back.html), ids(first.html));
  assert.equal(countOf(first.html, 'data-live="hashtag"'), 1);
  assert.equal(countOf(second.html, 'data-live'), 0);
});

test('nothing that people write becomes markup', async () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
  const mallory = await house.person('mallory', { displayName: evil });
  await say(mallory, `${evil} #evil`, { spoiler_text: evil });
  for (const path of ['/tags/evil', '/@mallory', '/public', `/tags/${encodeURIComponent(evil)}`]) {
    const { html, status } = await (await visit(house)).get(path);
    assert.equal(status, 200, path);
    assert.doesNotMatch(html, /<script>alert|<img src=x/, path);
    assert.equal(countOf(html, '<script'), 1, path);
  }
});

test('pages run no inline code and ask nobody else for anything', async () => {
  const { html, headers } = await (await visit(house)).get('/public');
  const policy = headers.get('content-security-policy')!;
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.doesNotMatch(html, / on[a-z]+="| style="|javascript:/);
  const outside = [...html.matchAll(/(?:src|href|action)="(https?:[^"]+)"/g)].map((m) => m[1]!);
  assert.deepEqual(
    outside.filter((address) => !address.startsWith('https://example.org/')),
    [],
  );
});

test('a content warning folds the post away without scripts', async () => {
  await say(people[1]!, 'the end of the book #warned', { spoiler_text: 'a spoiler' });
  const { html } = await (await visit(house)).get('/tags/warned');
  assert.match(html, /<details class="warned"><summary dir="auto">a spoiler<\/summary>/);
});

test('the language switch keeps its choice in this browser and comes back', async () => {
  const visitor = await visit(house);
  await visitor.get('/public');
  const after = await visitor.send('/settings/language', {
    language: 'fa',
    back: '/tags/%D8%B4%D9%87%D8%B1',
  });
  assert.equal(after.path, '/tags/%D8%B4%D9%87%D8%B1');
  assert.match(after.html, /<html lang="fa" dir="rtl"/);
  assert.match((await visitor.get('/public')).html, /<html lang="fa"/);
});

test('nobody is sent to another site after a form', async () => {
  const visitor = await visit(house);
  for (const back of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
  ]) {
    await visitor.get('/public');
    const after = await visitor.send('/settings/language', { language: 'en', back });
    assert.equal(after.path, '/', back);
  }
});

test('a page that is not there says so in the reader’s language', async () => {
  for (const path of ['/nothing', '/@nobody', '/@nobody/1', '/posts/1']) {
    const { status, html } = await (await visit(house, { language: 'fa' })).get(path);
    assert.equal(status, 404, path);
    assert.match(html, /چیزی اینجا نیست/, path);
  }
});

test('home is for members; strangers are asked to sign in and come back', async () => {
  const stranger = await (await visit(house)).get('/home');
  assert.equal(stranger.path, '/auth/sign_in?return_to=%2Fhome');
  const member = await (await visit(house, { as: people[0]! })).get('/');
  assert.match(member.html, /<textarea id="text"/);
});

test('a profile tells others only round numbers and the year, and its owner the exact ones', async () => {
  const own = await (await visit(house, { as: people[0]! })).get('/@baran');
  assert.match(own.html, /href="\/settings\/profile"/);
  const other = await (await visit(house, { as: people[1]! })).get('/@baran');
  assert.match(other.html, /fewer than 10/);
  assert.match(other.html, /formaction="\/accounts\/\d+\/follow"/);
  assert.match(other.html, /Here since \d{4}/);
});

test('following, muting and blocking are one button each, and come back to the page', async () => {
  const visitor = await visit(house, { as: people[2]! });
  const target = `/accounts/${people[3]!.id}`;
  const profile = '/@leyla_m';
  await visitor.get(profile);
  const steps = [
    ['follow', 'unfollow'],
    ['hide_boosts', 'show_boosts'],
    ['mute', 'unmute'],
    ['block', 'unblock'],
    ['unblock', 'follow'],
  ] as const;
  for (const [deed, next] of steps) {
    const after = await visitor.send(`${target}/${deed}`, { back: profile });
    assert.equal(after.path, profile);
    assert.match(after.html, new RegExp(`formaction="${target}/${next}"`), deed);
  }
});

test('who decides by hand sees who waits and lets them in', async () => {
  const shy = await house.person('shy');
  await house.request('PATCH', '/api/v1/accounts/update_credentials', {
    token: shy.token,
    json: { locked: true },
  });
  const visitor = await visit(house, { as: shy });
  const { html } = await visitor.get('/follow_requests');
  assert.match(html, /Nobody here/);
});
