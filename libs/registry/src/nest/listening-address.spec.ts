import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { listeningAddress } from './listening-address.js';

describe('listeningAddress', () => {
  it('is the configured port until the server listens, then the one it listens on', async () => {
    const server = createServer();
    expect(listeningAddress(server, 8761)).toEqual({ port: 8761, scheme: 'http' });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    expect(listeningAddress(server, 8761)).toEqual({ port, scheme: 'http' });
    server.close();
  });

  it('is the configured port without a server', () => {
    expect(listeningAddress(undefined, 8761)).toEqual({ port: 8761, scheme: 'http' });
  });

  it('knows a server that speaks TLS', () => {
    expect(listeningAddress(createHttpsServer(), 8761).scheme).toBe('https');
  });
});
