import { describe, expect, it } from '@jest/globals';
import { silence } from '../../spec-support/fake-registry.js';
import { BEAT, closeLoneRegistries, loneRegistry } from '../../spec-support/lone-registry.js';
import { until } from '../../spec-support/until.js';
import type { EndpointRequest } from './endpoint-request.js';

const READ: EndpointRequest<string> = {
  method: 'GET',
  path: 'apps/',
  decode: async (text) => ({ ok: true, value: text }),
};
closeLoneRegistries();

describe('EndpointCalls, ended from this side', () => {
  it('aborts with the signal, before and while the call is under way', async () => {
    const { registry, calls } = await loneRegistry(silence);
    const giveUp = new AbortController();
    const call = calls.send(READ, { signal: giveUp.signal });
    await until('the registry is asked', () => registry.asked.length === 1);
    giveUp.abort();
    expect(await call).toMatchObject({ kind: 'failed', reason: 'aborted' });
    await until('the connection is closed', () => registry.sockets.size === 0);
    expect(await calls.send(READ, { signal: giveUp.signal })).toMatchObject({ reason: 'aborted' });
    expect(registry.asked).toHaveLength(1);
  });

  it('aborts in the middle of an answer', async () => {
    const { calls } = await loneRegistry((_request, response) => void response.writeHead(200).write('{'));
    const giveUp = new AbortController();
    const call = calls.send(READ, { signal: giveUp.signal });
    setImmediate(() => giveUp.abort());
    expect(await call).toMatchObject({ kind: 'failed', reason: 'aborted' });
  });

  it('aborts everything when the connections are closed, those that wait for a connection too', async () => {
    const { registry, calls, connections } = await loneRegistry(silence, { maxSocketsPerHost: 1 });
    const sent = [calls.send(READ), calls.send(BEAT), calls.send(READ)];
    await until('the registry is asked', () => registry.asked.length === 1);
    connections.close();
    expect((await Promise.all(sent)).map((outcome) => outcome.kind === 'failed' && outcome.reason)).toEqual([
      'aborted',
      'aborted',
      'aborted',
    ]);
    await until('no connection is left', () => registry.sockets.size === 0);
    expect(await calls.send(READ)).toMatchObject({ reason: 'aborted' });
    expect(registry.connections).toBe(1);
  });
});
