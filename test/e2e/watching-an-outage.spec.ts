import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { freePort } from '../support/free-ports.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { buildServer } from '../support/server-process.js';
import { until } from '../support/until.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

describe('nest-eureka watch as a process', () => {
  const running: ChildProcess[] = [];
  beforeAll(() => buildServer(), 120_000);
  afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

  it.each([[[]], [['--poll']]])(
    'outlives its registry with %j, and tells what changed meanwhile',
    async (how) => {
      const port = await freePort();
      const start = (): Promise<RegistryServer> => startRegistry({ port }, '127.0.0.1', port);
      const first = await start();
      await first.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'i-1' }));
      const args = ['watch', '--url', `${first.url}/eureka/`, '--interval', '0.2', ...how];
      const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      running.push(child);
      let said = '';
      for (const output of [child.stdout, child.stderr])
        output.on('data', (piece: Buffer) => (said += piece.toString()));
      const exit = new Promise((resolve) => child.once('exit', resolve));
      const says = (text: string | RegExp): Promise<unknown> =>
        until(
          () => `it says ${text}; it said:\n${said}`,
          () => said.search(text) >= 0,
          20_000,
        );
      await says('watching ');
      await first.close();
      await says(/refused the connection|ended the stream/);
      const second = await start();
      await second.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'i-2' }));
      await says(/\+ ORDERS i-2 UP/);
      await says(/- ORDERS i-1 \(was UP\)/);
      child.kill('SIGINT');
      expect(await exit).toBe(0);
      await second.close();
    },
    60_000,
  );
});
