import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Connections, EndpointCalls, parseEndpoint } from '@nest-eureka/transport';
import type { Endpoint } from '@nest-eureka/transport';
import { systemClock } from '@nest-eureka/time';
import { sampleMessage } from '../../spec-support/replication/sample-message.js';
import { LeaseStore } from '../core/lease-store.js';
import { nodeHeader, readNodeHeader } from './node-identity.js';
import { createPeerCalls } from './peer-calls.js';
import type { PeerCalls } from './peer-calls.js';

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A peer that answers every batch in one way; 0: not at all. */
async function peerThat(status: number, body = '', headers: Readonly<Record<string, string>> = {}) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      received.push({ url: request.url, headers: request.headers, body: bytes.toString(), bytes });
      if (status > 0) response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { calls, close } = callsTo(`http://me:se%40cret@127.0.0.1:${port}/eureka/`, status > 0 ? 10_000 : 50);
  closing.push(
    close,
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { received, calls };
}

const SENDER = { address: '10.0.0.1', node: { id: 'me', version: 2 } };
const clock = systemClock;
const store = new LeaseStore();

function callsTo(url: string, readTimeoutMs = 10_000): { readonly calls: PeerCalls; readonly close: () => void } {
  const connections = new Connections(
    {
      connectTimeoutMs: 1000,
      readTimeoutMs,
      maxSocketsPerHost: 5,
      maxSockets: 5,
      idleTimeoutMs: 1000,
      maxAnswerBytes: 1_000_000,
      gzip: true,
      detail: 'full',
      allowRedirects: false,
    },
    { clock: systemClock, tls: undefined },
  );
  const endpoint = parseEndpoint(url) as Endpoint;
  return {
    calls: createPeerCalls(new EndpointCalls(endpoint, connections), SENDER, { clock, store }),
    close: () => connections.close(),
  };
}

const { signal } = new AbortController();
const toAny = { node: undefined, signal };
const toOlder = { node: { id: 'n-1', version: 1 }, signal };
const toOurs = { node: { id: 'n-1', version: 2 }, signal };
const JSON_TYPE = { 'content-type': 'application/json' };

describe('PeerCalls', () => {
  it('posts a batch as a Java server does, without the replication header', async () => {
    const { received, calls } = await peerThat(200, '{"responseList":[{"statusCode":404}]}', JSON_TYPE);
    const outcome = await calls.sendBatch([sampleMessage('Cancel')], toAny);
    expect(outcome).toMatchObject({
      kind: 'delivered',
      node: undefined,
      responses: [{ statusCode: 404, responseEntity: undefined }],
    });
    expect(received).toMatchObject([
      {
        url: '/eureka/peerreplication/batch/',
        body: '{"replicationList":[{"appName":"ORDERS","id":"i-1","action":"Cancel"}]}',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'discoveryidentity-name': 'DefaultServer',
          'discoveryidentity-id': '10.0.0.1',
          authorization: `Basic ${Buffer.from('me:se@cret').toString('base64')}`,
        },
      },
    ]);
    expect(received[0]?.headers).not.toHaveProperty('x-netflix-discovery-replication');
    expect(received[0]?.headers).not.toHaveProperty('x-eureka-node');
  });

  it('says who it is to a node of ours', async () => {
    const { received, calls } = await peerThat(200);
    await calls.sendBatch([], toOlder);
    expect(received[0]?.headers['x-eureka-node']).toBe('me;v=2');
  });

  it('sends batches of our own to a node that knows them, and gives each answer the place of its message', async () => {
    const { received, calls } = await peerThat(
      200,
      '{"count":3,"places":[0],"told":[[]],"responseList":[{"statusCode":410}]}',
    );
    const messages = [
      sampleMessage('Heartbeat', 'a'),
      sampleMessage('Register', 'b', { since: clock.monotonic() - 1000 }),
      sampleMessage('Heartbeat', 'c'),
    ];
    const outcome = await calls.sendBatch(messages, toOurs);
    expect(received.map(({ url }) => url)).toEqual(['/eureka/x/replication/batch']);
    expect(received[0]?.headers['x-eureka-node']).toBe('me;v=2');
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      beats: [
        [0, 'a', 1000],
        [0, 'c', 1000],
      ],
    });
    const [ageMs] = (JSON.parse(received[0]?.body ?? '') as { readonly ages: readonly [number] }).ages;
    expect(ageMs).toBeGreaterThanOrEqual(1000);
    expect(outcome.kind === 'delivered' && outcome.responses.map(({ statusCode }) => statusCode)).toEqual([
      200, 410, 200,
    ]);
  });

  it.each([400, 404, 405])('goes back to batches of Java where a node answers %d to one of our own', async (status) => {
    const { received, calls } = await peerThat(status);
    await calls.sendBatch([sampleMessage('Cancel')], toOurs);
    await calls.sendBatch([sampleMessage('Cancel')], toOurs);
    await calls.sendBatch([sampleMessage('Cancel')], { ...toOurs, node: { id: 'restarted', version: 2 } });
    const [own, java] = ['/eureka/x/replication/batch', '/eureka/peerreplication/batch/'];
    expect(received.map(({ url }) => url)).toEqual([own, java, java, own, java]);
  });

  it('tells how long a busy peer asks to be left in peace, and what time it is there', async () => {
    const busy = await peerThat(503, '', { 'Retry-After': '7' });
    expect(await busy.calls.sendBatch([], toAny)).toEqual({
      kind: 'congested',
      message: 'answered 503',
      retryAfterMs: 7_000,
    });
    const ahead = await peerThat(200, '', { Date: new Date(Date.now() + 600_000).toUTCString() });
    const outcome = await ahead.calls.sendBatch([], toAny);
    const offsetMs = outcome.kind === 'delivered' ? (outcome.clockOffsetMs ?? 0) : 0;
    expect(Math.abs(offsetMs - 600_000)).toBeLessThan(60_000);
  });

  it('packs large batches to a node of ours, and to nobody else', async () => {
    const { received, calls } = await peerThat(200);
    const items = Array.from({ length: 100 }, (_, n) => sampleMessage('Heartbeat', `web${n}:orders:8080`));
    await calls.sendBatch(items, toOlder);
    await calls.sendBatch(items, toAny);
    const [own, other] = received;
    expect(own?.headers['content-encoding']).toBe('gzip');
    expect(other?.headers).not.toHaveProperty('content-encoding');
    expect(gunzipSync(own?.bytes ?? '').toString()).toBe(other?.body);
    expect(own?.bytes.length).toBeLessThan(40 * items.length);
  });

  it('recognises a node of ours by its header', async () => {
    const { calls } = await peerThat(200, '{"responseList":[]}', {
      ...JSON_TYPE,
      'X-Eureka-Node': nodeHeader({ id: 'n-1', version: 1 }),
    });
    expect(await calls.sendBatch([], toAny)).toMatchObject({
      kind: 'delivered',
      node: { id: 'n-1', version: 1 },
      responses: [],
    });
  });

  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [302, 'refused'],
    [400, 'rejected'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [413, 'rejected'],
    [429, 'congested'],
    [500, 'rejected'],
    [502, 'congested'],
    [503, 'congested'],
  ])('takes an answer of %d for %s', async (status, kind) => {
    const { calls } = await peerThat(status, status === 200 ? 'no JSON' : '');
    const outcome = await calls.sendBatch([], toAny);
    expect(outcome.kind).toBe(kind);
    expect(JSON.stringify(outcome)).not.toMatch(/cret/);
  });

  it('tells a silent peer from one that is not there', async () => {
    const { calls } = await peerThat(0);
    expect(await calls.sendBatch([], toAny)).toMatchObject({ kind: 'silent' });
    const nowhere = callsTo('http://me:secret@127.0.0.1:1/');
    closing.push(nowhere.close);
    expect(await nowhere.calls.sendBatch([], toAny)).toEqual({
      kind: 'unreachable',
      message: 'refused the connection',
    });
  });

  it('gives up when it is told to', async () => {
    const { calls } = await peerThat(0);
    expect(await calls.sendBatch([], { node: undefined, signal: AbortSignal.abort() })).toEqual({ kind: 'aborted' });
  });
});

describe('readNodeHeader', () => {
  it.each(['', 'n-1', 'n-1;v=', 'a b;v=1', `${'x'.repeat(65)};v=1`, undefined])('reads nothing from %j', (header) => {
    expect(readNodeHeader(header)).toBeUndefined();
  });
});
