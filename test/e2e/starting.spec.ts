import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { itAt } from '../support/ipv6.js';
import { ServerProcess, buildServer } from '../support/server-process.js';

describe('node dist/main.js', () => {
  let folder: string;
  let server: ServerProcess | undefined;
  beforeAll(() => buildServer(), 120_000);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'eureka-'));
  });
  afterEach(async () => {
    await server?.kill();
    server = undefined;
    rmSync(folder, { recursive: true });
  });

  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ServerProcess =>
    (server = ServerProcess.spawn(args, { cwd: folder, env }));

  it('starts in an empty folder, tells how it is reached, and writes nothing to disk', async () => {
    const http = await start(['--server.port=0']).listening();
    expect((await http.get('/eureka/apps')).status).toBe(200);
    expect(server?.output).toContain(`registry   ${http.url}/eureka/`);
    expect(server?.output).toMatch(/security +no users, so loopback only/);
    expect(server?.output).toMatch(/read +command line/);
    expect(server?.output).toMatch(/try +curl http/);
    // nothing of Nest’s own account
    expect(server?.output).toMatch(/^nest-eureka /);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is without what Nest would load a second copy of itself for, also where that is installed', () => {
    const bundle = readFileSync(new URL('../../dist/main.js', import.meta.url), 'utf8');
    expect(bundle).toContain('@nestjs/microservices is not in the server');
    expect(bundle).not.toMatch(/import\(["']@nestjs\/(?:microservices|websockets)/);
  });

  itAt('::1')('answers on 127.0.0.1 and ::1 at the same port', async () => {
    const http = await start(['--server.port=0']).listening();
    expect((await http.get('/eureka/apps')).status).toBe(200);
    const response = await fetch(`${http.url.replace('127.0.0.1', '[::1]')}/eureka/apps`);
    expect(response.status).toBe(200);
  });

  it('reads application.yml, a profile, .env, environment and command line, later ones winning', async () => {
    writeFileSync(
      join(folder, 'application.yml'),
      'server:\n  port: 1\neureka:\n  environment: from-file\n  datacenter: from-file\n  dashboard:\n    path: /from-file\n',
    );
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'application-peer1.yml'), 'eureka:\n  datacenter: from-profile\n');
    writeFileSync(join(folder, '.env'), 'SERVER_PORT=2\nEUREKA_DASHBOARD_PATH=/from-dotenv\n');
    const http = await start(['--server.port=0', '--spring.profiles.active=peer1'], { PORT: '3' }).listening();
    const { text } = await http.get('/from-dotenv');
    expect(text).toContain('from-file');
    expect(text).toContain('from-profile');
    expect(server?.output).toMatch(/read +.*application\.yml.*application-peer1\.yml.*\.env.*command line/);
    expect(server?.output).toMatch(/profiles +peer1/);
  });

  it('listens everywhere with a user, and locks every path', async () => {
    const http = await start(['--server.port=0'], {
      SPRING_SECURITY_USER_NAME: 'u',
      SPRING_SECURITY_USER_PASSWORD: 'topsecret',
    }).listening();
    expect((await http.get('/eureka/apps')).status).toBe(401);
    expect((await http.get('/nothing')).status).toBe(401);
    expect(server?.output).toMatch(/security +HTTP Basic, 1 user/);
    expect(server?.output).not.toContain('topsecret');
  });

  it('serves everything below a context path', async () => {
    const http = await start(['--server.port=0', '--server.servlet.context-path=/ctx']).listening();
    for (const path of [
      '/ctx/eureka/apps',
      '/ctx/eureka/v2/apps',
      '/ctx/',
      '/ctx/lastn',
      '/ctx/actuator/health/liveness',
    ]) {
      expect([path, (await http.get(path)).status]).toEqual([path, 200]);
    }
    expect((await http.get('/eureka/apps')).status).toBe(404);
  });

  it.each([
    [
      'a wrong value',
      ['--server.port=abc', '--eureka.server.eviction-interval-timer-in-ms=-1'],
      ['server.port', 'eviction-interval-timer-in-ms'],
    ],
    [
      'a cron expression out of range',
      ['--server.port=0', '--eureka.server.eviction-cron=99 99 * * *'],
      ["eureka.server.eviction-cron = '99 99 * * *'", 'a cron expression of five fields', 'EUREKA_CONFIG_VALUE'],
    ],
    ['an address without users', ['--server.address=0.0.0.0'], ['EUREKA_ADDRESS_NOT_SECURED', 'spring.security.user']],
  ])('refuses to start with %s and says what is allowed', async (_name, args, words) => {
    expect(await start(args).exited()).toBe(1);
    for (const word of words) expect(server?.output).toContain(word);
    expect(server?.output).not.toMatch(/^ +at /m);
  });

  for (const [address, ...args] of [
    ['127.0.0.1'],
    ['::1'],
    ['127.0.0.1', '--eureka.server.eviction-cron=0 0 * * *'],
  ] as const) {
    itAt(address)(`says when its port is in use on ${address}, and ends, with [${args.join()}] too`, async () => {
      const holder = createServer().listen(0, address);
      await once(holder, 'listening');
      const { port } = holder.address() as AddressInfo;
      try {
        expect(await start([`--server.port=${port}`, ...args]).exited()).toBe(1);
        expect(server?.output).toContain(`Port ${port} on ${address} is in use`);
        expect(server?.output).toContain('EUREKA_PORT_IN_USE');
        expect(server?.output).not.toMatch(/^ +at /m);
      } finally {
        holder.close();
      }
    });
  }

  it('reports a misspelt key with the right one', async () => {
    await start(['--server.port=0', '--eureka.server.evacuation-interval-timer-in-ms=1000']).listening();
    expect(server?.output).toMatch(
      /notice +eureka\.server\.evacuation-interval-timer-in-ms \(.*\): .*eureka\.server\.eviction-interval-timer-in-ms/,
    );
  });
});
