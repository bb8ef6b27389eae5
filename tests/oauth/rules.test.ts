import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { makeTurnstile } from '#machinery/turnstile.ts';
import { makePasswords } from '#rooms/oauth/passwords.ts';
import { checkPassword } from '#rooms/oauth/rules/password.ts';
import { formTarget, parseRedirects, REDIRECTS_MOST, withParameters } from '#rooms/oauth/rules/redirects.ts';
import { narrowScopes, parseScopes } from '#rooms/oauth/rules/scopes.ts';
import { isEmail, problemsOf, REASON_MOST } from '#rooms/oauth/rules/sign-up.ts';
import { Refusal } from '#values/refusal.ts';

const refusal = (kind: string) => (error: unknown) => error instanceof Refusal && error.kind === kind;

test('redirect addresses come as a list, or as a text with white space between', () => {
  assert.deepEqual(parseRedirects('https://a.example/ \n urn:ietf:wg:oauth:2.0:oob'), [
    'https://a.example/',
    'urn:ietf:wg:oauth:2.0:oob',
  ]);
  assert.deepEqual(parseRedirects(['app://x', 'app://x']), ['app://x']);
});

test('what cannot or must not be redirected to is refused', () => {
  for (const uri of [
    '',
    'relative/path',
    '//elsewhere.example',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'https://a.example/#fragment',
    'https://a.example/é',
    'https://a.example/\u0000',
    `https://a.example/${'x'.repeat(2_000)}`,
  ])
    assert.throws(() => parseRedirects([uri]), refusal('invalid'), uri);
  const many = Array.from({ length: REDIRECTS_MOST + 1 }, (_, i) => `https://a.example/${i}`);
  assert.throws(() => parseRedirects(many), refusal('invalid'));
  assert.equal(parseRedirects(many.slice(1)).length, REDIRECTS_MOST);
});

test('parameters are added without touching what the app registered', () => {
  assert.equal(withParameters('https://a.example/%7Ex', { code: 'a b' }), 'https://a.example/%7Ex?code=a+b');
  assert.equal(
    withParameters('https://a.example/?x=%2F', { code: 'c', state: undefined }),
    'https://a.example/?x=%2F&code=c',
  );
  assert.equal(withParameters('app:/cb', { error: 'e' }), 'app:/cb?error=e');
});

test('a policy names the origin of a web app and the scheme of another', () => {
  assert.equal(formTarget('https://a.example:8443/x?y'), 'https://a.example:8443');
  assert.equal(formTarget('com.example.app:/cb'), 'com.example.app:');
});

test('scopes are known, each once, and never more than what is held', () => {
  assert.deepEqual(parseScopes(' read  write:media read '), ['read', 'write:media']);
  assert.throws(() => parseScopes('read:everything'), refusal('invalid'));
  assert.equal(narrowScopes(undefined, 'read write'), 'read write');
  assert.equal(narrowScopes('read:statuses', 'read write'), 'read:statuses');
  assert.equal(narrowScopes('admin:read:accounts', 'admin:read'), 'admin:read:accounts');
  assert.throws(() => narrowScopes('read', 'read:statuses'), refusal('invalid'));
  assert.throws(() => narrowScopes('admin:read', 'read write'), refusal('invalid'));
  assert.throws(() => narrowScopes('admin:write:accounts', 'admin:read'), refusal('invalid'));
});

test('a password has 8 to 256 characters, counted as people see them, and is not the user name', () => {
  assert.throws(() => checkPassword('1234567', 'ada'), refusal('invalid'));
  checkPassword('12345678', 'ada');
  checkPassword('گذرواژه۱', 'ada');
  checkPassword('x'.repeat(256), 'ada');
  assert.throws(() => checkPassword('x'.repeat(257), 'ada'), refusal('invalid'));
  assert.throws(() => checkPassword('LovelaceAda', 'lovelaceada'), refusal('invalid'));
});

test('a hash fits its own password only, also when it is typed in another form of the same letters', async () => {
  const { hash, verify } = makePasswords();
  const made = await hash('caf\u00e9 nocturne', randomBytes);
  assert.match(made, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await verify('cafe\u0301 nocturne', made), true);
  assert.equal(await verify('cafe nocturne', made), false);
  assert.equal(await verify('', null), false);
  assert.equal(await verify('x', 'not a hash'), false);
  assert.notEqual(await hash('caf\u00e9 nocturne', randomBytes), made);
});

test('few passwords are computed at once, few wait, and the rest is told to come back', async () => {
  const { verify } = makePasswords({ atOnce: 1, waitingMost: 2, retryAfterSeconds: 7 });
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => verify('guess', null)));
  const turned = all.filter((one) => one.status === 'rejected');
  assert.equal(turned.length, 7);
  for (const { reason } of turned) {
    assert.ok(reason instanceof Refusal);
    assert.deepEqual([reason.kind, reason.retryAfterSeconds], ['unavailable', 7]);
  }
});

test('a turnstile never lets more through than it should, and a failure frees the place', async () => {
  const turnstile = makeTurnstile({ atOnce: 2, waitingMost: 100, retryAfterSeconds: 1 });
  let inside = 0;
  let most = 0;
  const work = async (i: number) => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside--;
    if (i % 3 === 0) throw new Error('no');
  };
  await Promise.allSettled(Array.from({ length: 30 }, (_, i) => turnstile.pass(() => work(i))));
  assert.deepEqual([inside, most], [0, 2]);
});

const FORM = {
  username: 'ada',
  email: '',
  password: 'long enough',
  agreement: true,
  reason: '',
  locale: undefined,
  invitation: undefined,
};

test('a sign-up form is told everything that is wrong with it at once', () => {
  assert.deepEqual(problemsOf(FORM, { emailRequired: false }), []);
  const codes = problemsOf(
    { ...FORM, username: 'ad a', password: 'short', agreement: false },
    { emailRequired: true },
  );
  assert.deepEqual(
    codes.map(({ field, code }) => `${field} ${code}`),
    ['username ERR_INVALID', 'email ERR_BLANK', 'password ERR_TOO_SHORT', 'agreement ERR_ACCEPTED'],
  );
  const one = (more: object) =>
    problemsOf({ ...FORM, ...more }, { emailRequired: false }).map(({ code }) => code);
  assert.deepEqual(one({ username: '' }), ['ERR_BLANK']);
  assert.deepEqual(one({ username: 'Admin' }), ['ERR_RESERVED']);
  assert.deepEqual(one({ username: 'a'.repeat(30) }), []);
  assert.deepEqual(one({ username: 'a'.repeat(31) }), ['ERR_TOO_LONG']);
  assert.deepEqual(one({ password: 'x'.repeat(257) }), ['ERR_TOO_LONG']);
  assert.deepEqual(one({ reason: 'x'.repeat(REASON_MOST) }), []);
  assert.deepEqual(one({ reason: 'x'.repeat(REASON_MOST + 1) }), ['ERR_TOO_LONG']);
});

test('e-mail addresses are told from other texts', () => {
  for (const good of ['a@b.example', 'first.last+tag@sub.example.org', 'ناشناس@مثال.ایران'])
    assert.ok(isEmail(good), good);
  for (const bad of [
    'a',
    'a@b',
    '@b.example',
    'a@b@c.example',
    'a b@c.example',
    'a@c.example\n',
    `${'a'.repeat(65)}@b.example`,
  ])
    assert.equal(isEmail(bad), false, bad);
});
