import WebSocket from 'ws';
import { familyOf, pssMiB } from '../process.ts';
import { type Line, print } from '../report.ts';
import { type Running, startReference, withCpu } from '../setting.ts';
import { persianPost } from '../texts.ts';

const POSTS = 40;
const GAP_MS = 50;
const SETTLE_MS = 3_000;

/** One post after another to many sockets on a hashtag stream, beside a bare broadcast of the same bytes. */
export async function measureStream(
  server: Running,
  tokens: readonly string[],
  sockets: number,
): Promise<void> {
  const address = `ws://127.0.0.1:${server.port}/api/v1/streaming?stream=hashtag&tag=${encodeURIComponent('باران')}&access_token=${tokens[0]}`;
  const ours = await broadcast(server, address, sockets, (n) =>
    postStatus(server.port, tokens[n % tokens.length]!, n),
  );
  const bare = await startReference(['broadcast']);
  try {
    const body = JSON.stringify({
      stream: ['hashtag', 'باران'],
      event: 'update',
      payload: 'x'.repeat(ours.messageBytes),
    });
    const theirs = await broadcast(bare, `ws://127.0.0.1:${bare.port}/`, sockets, () =>
      send(bare.port, body),
    );
    print({
      ...ours.line,
      workload: `stream-${sockets}`,
      ratio: theirs.cpuMsPerDelivery / ours.cpuMsPerDelivery,
      bareP99: theirs.line.p99,
    });
  } finally {
    await bare.stop();
  }
}

/** What so many sockets weigh that hear nothing: PSS of all processes before, and with them. */
export async function measureIdleStreams(
  server: Running,
  tokens: readonly string[],
  count: number,
): Promise<void> {
  const weigh = () => familyOf(server.pid).reduce((sum, pid) => sum + pssMiB(pid), 0);
  const address = `ws://127.0.0.1:${server.port}/api/v1/streaming?stream=hashtag&tag=quiet&access_token=${tokens[0]}`;
  const before = weigh();
  const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(address)));
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  print({ workload: `idle-streams-${count}`, addedMiB: weigh() - before, beforeMiB: before });
  for (const socket of sockets) socket.terminate();
}

type Outcome = { readonly line: Line; readonly messageBytes: number; readonly cpuMsPerDelivery: number };

async function broadcast(
  server: Running,
  address: string,
  count: number,
  sendOne: (n: number) => Promise<void>,
): Promise<Outcome> {
  const latencies: number[] = [];
  let sentAt = 0;
  let messageBytes = 0;
  const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(address)));
  for (const socket of sockets)
    socket.on('message', (data: Buffer) => {
      latencies.push(performance.now() - sentAt);
      messageBytes = data.length;
    });
  const { cpuMs } = await withCpu(server, async () => {
    for (let n = 0; n < POSTS; n++) {
      sentAt = performance.now();
      await sendOne(n);
      await until(() => latencies.length >= (n + 1) * count, 5_000);
      await new Promise((resolve) => setTimeout(resolve, GAP_MS));
    }
  });
  for (const socket of sockets) socket.terminate();
  const sorted = latencies.toSorted((a, b) => a - b);
  const deliveries = sorted.length;
  const line: Line = {
    workload: '',
    p50: sorted[Math.floor(deliveries / 2)] ?? Number.NaN,
    p99: sorted[Math.floor(deliveries * 0.99)] ?? Number.NaN,
    lost: POSTS * count - deliveries,
    deliveriesPerCpuSecond: deliveries / (cpuMs / 1000),
  };
  return { line, messageBytes, cpuMsPerDelivery: cpuMs / deliveries };
}

function openSocket(address: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function until(done: () => boolean, mostMs: number): Promise<void> {
  const endsAt = performance.now() + mostMs;
  while (!done() && performance.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function send(port: number, body: string): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).arrayBuffer();
}

async function postStatus(port: number, token: string, n: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/statuses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ status: persianPost(n) }),
  });
  if (!response.ok) throw new Error(`posting answered ${response.status}`);
  await response.arrayBuffer();
}
