import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveProbeOptions } from '../../balancing/probing/probe-options.js';
import type { ProbeOptions } from '../../balancing/probing/probe-options.js';
import { sendProbe } from './send-probe.js';

let server: Server;
let port: number;
const paths: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    paths.push(request.url);
    if (request.url === '/never') return;
    response.writeHead(Number(request.url?.slice(1)) || 200).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const probe = (options: ProbeOptions, signal = new AbortController().signal, at = port) =>
  sendProbe({ host: '127.0.0.1', port: at, secure: false }, resolveProbeOptions(options), signal);

describe('a probe', () => {
  it.each<[ProbeOptions, object]>([
    [{ path: '/200?deep=1' }, { type: 'healthy' }],
    [{ path: '/204' }, { type: 'failing', because: 'answered 204' }],
    [{ path: '/503' }, { type: 'failing', because: 'answered 503' }],
    [{ path: '/302' }, { type: 'failing', because: 'answered 302' }],
    [
      { path: '/never', timeoutMs: 30 },
      { type: 'failing', because: 'no answer within 30 ms' },
    ],
    [{ type: 'tcp' }, { type: 'healthy' }],
    [{ path: '/bad path' }, { type: 'failing' }],
  ])('with %j finds %j', async (options, expected) => {
    expect(await probe(options)).toMatchObject(expected);
  });

  it('asks the path it is told', async () => {
    await probe({});
    expect(paths.at(-1)).toBe('/actuator/health');
  });

  it.each<ProbeOptions>([{ type: 'http' }, { type: 'tcp' }, { port: 1 }])(
    'finds nobody where nobody listens: %j',
    async (options) => {
      const nobody = createServer();
      await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
      const { port: free } = nobody.address() as AddressInfo;
      await new Promise((resolve) => nobody.close(resolve));
      expect(await probe(options, undefined, free)).toEqual({ type: 'failing', because: 'ECONNREFUSED' });
    },
  );

  it('ends early, and at once when it need not begin', async () => {
    const stopping = new AbortController();
    const under = probe({ path: '/never', timeoutMs: 10_000 }, stopping.signal);
    stopping.abort();
    expect(await under).toEqual({ type: 'stopped' });
    expect(await probe({}, stopping.signal)).toEqual({ type: 'stopped' });
  });
});
