import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { whenListening } from './listening-server.js';
import type { ListeningPort } from './listening-server.js';

function told(server: Server): (ListeningPort | undefined)[] {
  const all: (ListeningPort | undefined)[] = [];
  whenListening(server, (listening) => all.push(listening));
  return all;
}

describe('whenListening', () => {
  it.each([
    ['http', () => createServer(), false],
    ['https', () => createSecureServer(), true],
  ] as const)(
    'tells the port of an %s server once it listens, and at once afterwards',
    async (_name, create, isSecure) => {
      const server = create();
      const before = told(server);
      expect(before).toEqual([]);
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      expect(before).toEqual([{ port, isSecure }]);
      expect(told(server)).toEqual([{ port, isSecure }]);
      server.close();
    },
  );

  it('tells of no port when the server listens on a socket file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nest-eureka-'));
    const server = createServer();
    const all = told(server);
    await once(server.listen(join(folder, 'socket')), 'listening');
    expect(all).toEqual([undefined]);
    server.close();
    rmSync(folder, { recursive: true });
  });
});
