import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type Visitor, visit } from '../support/visitor.ts';

let house: TestHouse;
let ada: Person;
let ben: Person;

before(async () => {
  house = await openTestHouse();
  ada = await house.person('ada', { displayName: 'Ada' });
  ben = await house.person('ben', { displayName: 'Ben' });
});
after(async () => {
  await house.close();
  assert.deepEqual(house.faults, []);
});

async function say(person: Person, status: string, more: object = {}): Promise<string> {
  const json = { status, ...more };
  return (await house.json<{ id: string }>('POST', '/api/v1/statuses', { token: person.token, json })).id;
}

const keyIn = (html: string) => /name="key" value="([^"]+)"/.exec(html)![1]!;
const articles = (html: string) =>
  [...html.matchAll(/<article class="post[^>]* id="p(\d+)"/g)].map((m) => m[1]!);

async function publish(visitor: Visitor, fields: Record<string, string>) {
  const { html } = await visitor.get('/publish');
  return visitor.send('/publish', { key: keyIn(html), visibility: 'public', ...fields });
}

test('a post written on a page is there, and only once when the form is sent twice', async () => {
  const visitor = await visit(house, { as: ada });
  const { html } = await visitor.get('/publish');
  const fields = { key: keyIn(html), text: 'written once #once', visibility: 'public' };
  const first = await visitor.send('/publish', fields);
  assert.equal(first.path, '/home');
  await visitor.send('/publish', fields);
  assert.equal(articles((await visitor.get('/tags/once')).html).length, 1);
});

test('a refused post comes back with everything that was typed and what was wrong', async () => {
  const visitor = await visit(house, { as: ada, language: 'fa' });
  const text = `<b>${'long '.repeat(1_200)}`;
  const back = await publish(visitor, {
    text,
    spoiler: 'a "warning"',
    visibility: 'private',
    language: 'fa',
    sensitive: '1',
  });
  assert.equal(back.status, 422);
  assert.match(back.html, /role="alert">متن بیش از اندازه بلند است/);
  assert.ok(back.html.includes(text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')));
  assert.match(back.html, /value="a &quot;warning&quot;"/);
  assert.match(back.html, /<option value="private" selected>/);
  assert.match(back.html, /<option value="fa" selected>/);
  assert.match(back.html, /name="sensitive" value="1" checked/);
  const empty = await publish(visitor, { text: '  ' });
  assert.match(empty.html, /چیزی بنویسید/);
});

test('a language is stated only if the author leaves it stated', async () => {
  const visitor = await visit(house, { as: ada });
  await visitor.get('/settings/profile');
  await visitor.send('/settings/profile', { display_name: 'Ada', language: 'fa', visibility: 'public' });
  assert.match((await visitor.get('/publish')).html, /<option value="fa" selected>/);
  const languageOf = async (text: string, language: string) => {
    await publish(visitor, { text: `${text} #stated`, language });
    const [newest] = await house.json<{ language: string | null }[]>('GET', '/api/v1/timelines/tag/stated');
    return newest!.language;
  };
  assert.equal(await languageOf('one', ''), null);
  assert.equal(await languageOf('two', 'fa'), 'fa');
});

test('a form without the token of its page, or from another site, changes nothing', async () => {
  const visitor = await visit(house, { as: ada });
  await visitor.get('/publish');
  const forged = await visitor.send('/publish', {
    form_token: 'forged',
    text: 'forged words',
    visibility: 'public',
  });
  assert.equal(forged.status, 403);
  const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
  const foreign = await house.request('POST', '/publish', {
    form: { text: 'forged words', form_token: 'x' },
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(foreign.status, 403);
  assert.doesNotMatch((await visitor.get('/@ada')).html, /forged words/);
});

test('a thread shows what is above and below, and takes an answer that names those spoken to', async () => {
  const root = await say(ada, 'the beginning of the thread');
  const middle = await say(ben, '@ada the middle', { in_reply_to_id: root });
  const visitor = await visit(house, { as: ada });
  const { html } = await visitor.get(`/@ben/${middle}`);
  assert.deepEqual(articles(html), [root, middle]);
  assert.match(html, /<textarea id="text"[^>]*>@ben <\/textarea>/);
  const after = await visitor.send('/publish', {
    key: keyIn(html),
    text: '@ben the end',
    in_reply_to_id: middle,
    visibility: 'public',
  });
  assert.match(after.path, new RegExp(`^/@ben/${middle}#p\\d+$`));
  assert.equal(articles(after.html).length, 3);
  assert.match(after.html, /the end/);
});

test('an answer is never offered to more people than what it answers', async () => {
  const quiet = await say(ben, '@ada only for you', { visibility: 'direct' });
  const { html } = await (await visit(house, { as: ada })).get(`/@ben/${quiet}`);
  assert.match(html, /<option value="direct" selected>/);
});

test('who may not see a post finds nothing, by any of its addresses', async () => {
  const secret = await say(ben, 'only for friends', { visibility: 'private' });
  for (const path of [`/@ben/${secret}`, `/posts/${secret}`, `/@ben/${secret}/history`]) {
    const { status, html } = await (await visit(house)).get(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(html, /only for friends/);
  }
  const { html } = await (await visit(house)).get(`/fragments/posts?ids=${secret}`);
  assert.equal(html, '');
  const visitor = await visit(house, { as: ada });
  await visitor.get('/home');
  for (const deed of ['boost', 'favourite', 'bookmark', 'mute'])
    assert.equal((await visitor.send(`/posts/${secret}/${deed}`)).status, 404, deed);
});

test('another’s post can be neither edited nor deleted nor pinned', async () => {
  const id = await say(ben, 'this is mine');
  const visitor = await visit(house, { as: ada });
  await visitor.get('/home');
  assert.equal((await visitor.get(`/posts/${id}/edit`)).status, 404);
  assert.equal((await visitor.get(`/posts/${id}/delete`)).status, 404);
  assert.equal((await visitor.send(`/posts/${id}/edit`, { text: 'taken over' })).status, 404);
  assert.equal((await visitor.send(`/posts/${id}/delete`)).status, 404);
  assert.ok((await visitor.send(`/posts/${id}/pin`)).status >= 400);
  assert.match((await visitor.get(`/@ben/${id}`)).html, /this is mine/);
});

test('a button does its deed, shows the way back, and leaves one where one was', async () => {
  const id = await say(ben, 'press me');
  const visitor = await visit(house, { as: ada });
  const path = `/@ben/${id}`;
  await visitor.get(path);
  for (const deed of ['boost', 'favourite', 'bookmark', 'mute']) {
    const done = await visitor.send(`/posts/${id}/${deed}`, { back: path });
    assert.equal(done.path, path);
    assert.match(done.html, new RegExp(`/posts/${id}/un${deed}"`), deed);
    if (deed === 'bookmark') assert.deepEqual(articles((await visitor.get('/bookmarks')).html), [id]);
    if (deed === 'favourite') assert.deepEqual(articles((await visitor.get('/favourites')).html), [id]);
    const undone = await visitor.send(`/posts/${id}/un${deed}`, { back: path });
    assert.match(undone.html, new RegExp(`/posts/${id}/${deed}"`), deed);
  }
});

test('an edit keeps the earlier wording in the history', async () => {
  const id = await say(ada, 'the frist wording');
  const visitor = await visit(house, { as: ada });
  const form = await visitor.get(`/posts/${id}/edit`);
  assert.match(form.html, /the frist wording<\/textarea>/);
  const after = await visitor.send(`/posts/${id}/edit`, { text: 'the first wording' });
  assert.equal(after.path, `/@ada/${id}`);
  assert.match(after.html, /the first wording/);
  assert.match((await visitor.get(`/@ada/${id}/history`)).html, /first wording[\s\S]*frist wording/);
});

test('deleting asks first and then leaves nothing', async () => {
  const id = await say(ada, 'soon to be gone');
  const visitor = await visit(house, { as: ada });
  assert.match((await visitor.get(`/posts/${id}/delete`)).html, /Delete this post\?/);
  const after = await visitor.send(`/posts/${id}/delete`);
  assert.equal(after.path, '/home');
  assert.equal((await visitor.get(`/@ada/${id}`)).status, 404);
});

test('the piece of a page that scripts put in is what the page itself shows', async () => {
  const id = await say(ben, 'the same either way #same');
  for (const as of [undefined, ada]) {
    const visitor = await visit(house, { ...(as && { as }), language: 'fa' });
    const page = await visitor.get('/tags/same');
    const fragment = await visitor.get(`/fragments/posts?ids=${id}`);
    assert.ok(fragment.html.length > 100);
    assert.ok(page.html.includes(fragment.html));
  }
});

test('a boost on a page leads to the post itself', async () => {
  const id = await say(ben, 'worth passing on');
  await house.json('POST', `/api/v1/statuses/${id}/reblog`, { token: ada.token });
  const { html } = await (await visit(house)).get('/@ada');
  const boosted = new RegExp(`<article class="post" id="p(\\d+)" data-id="\\d+" data-of="${id}">`).exec(html);
  assert.ok(boosted);
  assert.equal((await (await visit(house)).get(`/@ada/${boosted[1]}`)).path, `/@ben/${id}`);
});

test('an address with the wrong author leads to the right one', async () => {
  const id = await say(ben, 'whose is it');
  assert.equal((await (await visit(house)).get(`/@ada/${id}`)).path, `/@ben/${id}`);
});
