import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@nest-eureka/time';
import { silence, status } from '../../spec-support/fake-registry.js';
import { closeLoneRegistries, loneRegistry } from '../../spec-support/lone-registry.js';
import { settingsFor } from '../../spec-support/settings.js';
import { until } from '../../spec-support/until.js';
import { Connections } from './connections.js';
import { EndpointCalls } from './endpoint-calls.js';
import { Endpoint } from './endpoint.js';

const BEAT = { method: 'PUT', path: 'apps/A/i' } as const;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

closeLoneRegistries();

describe('Connections', () => {
  it.each([
    ['to one registry', { maxSocketsPerHost: 2 }],
    ['in all', { maxSockets: 2 }],
  ])('are bounded in number %s', async (_what, changes) => {
    const { registry, calls } = await loneRegistry(silence, { ...changes, readTimeoutMs: 100 });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => calls.send(BEAT)));
    expect(outcomes.every((outcome) => outcome.kind === 'failed' && outcome.reason === 'timeout')).toBe(true);
    expect(registry.mostSockets).toBeGreaterThanOrEqual(2);
    expect(registry.mostSockets).toBeLessThanOrEqual(4);
    await until('no connection is left', () => registry.sockets.size === 0);
  });

  it('are closed when nobody has used them for a while', async () => {
    const { registry, calls } = await loneRegistry(status(200), { idleTimeoutMs: 50 });
    await calls.send(BEAT);
    expect(registry.sockets.size).toBe(1);
    await until('the idle connection is closed', () => registry.sockets.size === 0);
    expect(await calls.send(BEAT)).toMatchObject({ kind: 'answered' });
  });

  it('are not held open by a server that takes them and never starts TLS', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.resume());
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connections = new Connections(settingsFor([], { connectTimeoutMs: 60 }), {
      clock: systemClock,
      tls: undefined,
    });
    cleanups.push(
      () => connections.close(),
      () => new Promise((resolve) => server.close(resolve)),
    );
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await new EndpointCalls(new Endpoint(url, undefined, undefined), connections).send(BEAT)).toEqual({
      kind: 'failed',
      reason: 'timeout',
      message: 'gave no connection within 60 ms',
    });
    await until('the connection is closed', () => sockets.size === 0);
  });
});
