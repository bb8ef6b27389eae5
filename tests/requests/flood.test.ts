import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeLimits } from '#machinery/http/limits.ts';
import { FROM_ALL, FROM_ONE, withinLimits } from '#rooms/requests/flood.ts';
import { Refusal } from '#values/refusal.ts';

const tooMany = (error: unknown) =>
  error instanceof Refusal && error.kind === 'too-many' && (error.retryAfterSeconds ?? 0) > 0;
const nothing = () => Promise.resolve();

test('everybody behind one line shares its limit: an IPv4 address, or an IPv6 /64', async () => {
  let now = 0;
  const limits = makeLimits(() => now);
  const from = (address: string) => withinLimits({ limits, address }, nothing);
  for (let i = 0; i < FROM_ONE.most; i++) await from(`2001:db8:0:1::${i.toString(16)}`);
  await assert.rejects(from('2001:db8:0:1:ffff::1'), tooMany);
  await from('2001:db8:0:2::1');
  await from('192.0.2.1');
  now += FROM_ONE.perMs;
  await from('2001:db8:0:1::1');
});

test('many lines together come to an end, too', async () => {
  const limits = makeLimits(() => 0);
  const from = (n: number) => withinLimits({ limits, address: `10.0.${n >> 8}.${n & 255}` }, nothing);
  for (let n = 0; n < FROM_ALL.most; n++) await from(n);
  await assert.rejects(from(FROM_ALL.most), tooMany);
});

test('what is refused as it stands is given back, a fault is not', async () => {
  const limits = makeLimits(() => 0);
  const call = { limits, address: '192.0.2.1' };
  const wrong = () => Promise.reject(new Refusal('invalid', 'too long', 'text'));
  for (let i = 0; i < 2 * FROM_ONE.most; i++)
    await assert.rejects(withinLimits(call, wrong), { kind: 'invalid' });
  const fault = () => Promise.reject(new Error('broken'));
  for (let i = 0; i < FROM_ONE.most; i++) await assert.rejects(withinLimits(call, fault), /broken/);
  await assert.rejects(withinLimits(call, nothing), tooMany);
});
