import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { encodeApplications } from '@nest-eureka/protocol';
import { Connections, EndpointCalls, parseEndpoint } from '@nest-eureka/transport';
import { systemClock } from '@nest-eureka/time';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { retryAfterOf } from './exchange-outcome.js';
import { createExchangeCalls } from './exchange-calls.js';
import type { ExchangeCalls } from './exchange-calls.js';

const { signal } = new AbortController();
const LISTED = encodeApplications(
  { versionsDelta: 1, appsHashCode: 'UP_1_', applications: [{ name: 'ORDERS', instances: [sampleInstance()] }] },
  { format: 'json', detail: 'full', version: 'v2' },
);

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function callsTo(port: number, readTimeoutMs = 10_000): ExchangeCalls {
  const settings = {
    connectTimeoutMs: 10_000,
    readTimeoutMs,
    maxSockets: 2,
    maxSocketsPerHost: 2,
    idleTimeoutMs: 1_000,
    maxAnswerBytes: 100_000,
    gzip: true,
    detail: 'full',
    allowRedirects: false,
  } as const;
  const connections = new Connections(settings, { clock: systemClock, tls: undefined });
  closing.push(() => connections.close());
  const endpoint = parseEndpoint(`http://127.0.0.1:${port}/eureka/`);
  if (endpoint === undefined) throw new Error('no service URL');
  return createExchangeCalls(new EndpointCalls(endpoint, connections), systemClock);
}

/** A server that answers everything in one way; 0: not at all. */
async function serverThat(status: number, body = '', headers: Readonly<Record<string, string>> = {}) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      requests.push(`${request.method} ${request.url} ${bytes.toString()}`.trim());
      if (status > 0) response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, calls: callsTo((server.address() as AddressInfo).port, status > 0 ? 10_000 : 200) };
}

describe('the calls of an exchange', () => {
  it('ask for a digest, for leases of some buckets or of all, and for instances by key', async () => {
    const digest = await serverThat(200, '{"node":"n","isFilled":true,"toldAt":5,"buckets":[1]}');
    expect(await digest.calls.digest(signal)).toEqual({
      kind: 'told',
      value: { node: 'n', isFilled: true, toldAt: 5, buckets: [1] },
    });
    const leases = await serverThat(200, '{"node":"n","isFilled":true,"toldAt":5,"leases":[],"cancelled":[]}');
    expect((await leases.calls.leases([1, 2], signal)).kind).toBe('told');
    expect((await leases.calls.leases(undefined, signal)).kind).toBe('told');
    const instances = await serverThat(200, LISTED);
    expect(await instances.calls.instances([['ORDERS', 'i-1']], signal)).toMatchObject({
      kind: 'told',
      value: [{ instanceId: 'i-1', app: 'ORDERS' }],
    });
    expect(await instances.calls.applications(signal)).toMatchObject({ kind: 'told', value: [{ app: 'ORDERS' }] });
    expect([...digest.requests, ...leases.requests, ...instances.requests]).toEqual([
      'GET /eureka/x/replication/digest',
      'GET /eureka/x/replication/leases?buckets=1,2',
      'GET /eureka/x/replication/leases',
      'POST /eureka/x/replication/instances {"instances":[["ORDERS","i-1"]]}',
      'GET /eureka/apps/',
    ]);
  });

  it.each([
    [404, '', 'foreign'],
    [405, '', 'foreign'],
    [200, '<html>hello</html>', 'foreign'],
    [200, '', 'foreign'],
    [401, '', 'failed'],
    [403, '', 'failed'],
    [503, '', 'failed'],
    [500, '', 'failed'],
    [0, '', 'failed'],
  ])('take %d %s for %s', async (status, body, kind) => {
    const { calls } = await serverThat(status, body);
    expect((await calls.leases(undefined, signal)).kind).toBe(kind);
  });

  it('tell when nobody is there', async () => {
    expect((await callsTo(9).digest(signal)).kind).toBe('unreachable');
  });

  it('tell how long a busy node asks to be left in peace', async () => {
    const { calls } = await serverThat(503, '', { 'Retry-After': '9' });
    const outcome = await calls.digest(new AbortController().signal);
    expect(outcome).toEqual({ kind: 'failed', message: 'answered 503', retryAfterMs: 9_000 });
    expect(outcome.kind === 'told' ? 0 : retryAfterOf(outcome)).toBe(9_000);
    expect(retryAfterOf({ kind: 'failed', message: 'answered 503', retryAfterMs: 3_600_000 })).toBe(30_000);
    expect(retryAfterOf({ kind: 'unreachable', message: 'refused the connection' })).toBe(0);
  });
});
