import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpCaller } from '../support/http-caller.js';
import { ServerProcess, buildServer, freePort } from '../support/server-process.js';

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
    const port = await freePort();
    const http = await start([`--server.port=${port}`]).listening();
    expect((await http.get('/eureka/apps')).status).toBe(200);
    expect(server?.output).toContain(`registry   http://127.0.0.1:${port}/eureka/`);
    expect(server?.output).toMatch(/security +no users, so loopback only/);
    expect(server?.output).toMatch(/read +command line/);
    expect(server?.output).toMatch(/try +curl http/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('answers on 127.0.0.1 and ::1 at the same port', async () => {
    const port = await freePort();
    await start([`--server.port=${port}`]).listening();
    expect((await new HttpCaller(`http://127.0.0.1:${port}`).get('/eureka/apps')).status).toBe(200);
    if (!server?.output.includes('[::1]')) return;
    const response = await fetch(`http://[::1]:${port}/eureka/apps`);
    expect(response.status).toBe(200);
  });

  it('reads application.yml, a profile, .env, environment and command line, later ones winning', async () => {
    const port = await freePort();
    writeFileSync(
      join(folder, 'application.yml'),
      'server:\n  port: 1\neureka:\n  environment: from-file\n  datacenter: from-file\n  dashboard:\n    path: /from-file\n',
    );
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'application-peer1.yml'), 'eureka:\n  datacenter: from-profile\n');
    writeFileSync(join(folder, '.env'), 'SERVER_PORT=2\nEUREKA_DASHBOARD_PATH=/from-dotenv\n');
    const http = await start([`--server.port=${port}`, '--spring.profiles.active=peer1'], { PORT: '3' }).listening();
    const { text } = await http.get('/from-dotenv');
    expect(text).toContain('from-file');
    expect(text).toContain('from-profile');
    expect(server?.output).toMatch(/read +.*application\.yml.*application-peer1\.yml.*\.env.*command line/);
    expect(server?.output).toMatch(/profiles +peer1/);
  });

  it('listens everywhere with a user, and locks every path', async () => {
    const port = await freePort();
    const http = await start([`--server.port=${port}`], {
      SPRING_SECURITY_USER_NAME: 'u',
      SPRING_SECURITY_USER_PASSWORD: 'topsecret',
    }).listening();
    expect((await http.get('/eureka/apps')).status).toBe(401);
    expect((await http.get('/nothing')).status).toBe(401);
    expect(server?.output).toMatch(/security +HTTP Basic, 1 user/);
    expect(server?.output).not.toContain('topsecret');
  });

  it('serves everything below a context path', async () => {
    const port = await freePort();
    const http = await start([`--server.port=${port}`, '--server.servlet.context-path=/ctx']).listening();
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
    ['an address without users', ['--server.address=0.0.0.0'], ['EUREKA_ADDRESS_NOT_SECURED', 'spring.security.user']],
  ])('refuses to start with %s and says what is allowed', async (_name, args, words) => {
    expect(await start(args).exited()).toBe(1);
    for (const word of words) expect(server?.output).toContain(word);
    expect(server?.output).not.toMatch(/^ +at /m);
  });

  it('says when its port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    expect(await start([`--server.port=${port}`]).exited()).toBe(1);
    expect(server?.output).toMatch(/Port \d+ on 127\.0\.0\.1 is in use.*EUREKA_PORT_IN_USE/);
    holder.close();
  });

  it('reports a misspelt key with the right one', async () => {
    const port = await freePort();
    await start([`--server.port=${port}`, '--eureka.server.evacuation-interval-timer-in-ms=1000']).listening();
    expect(server?.output).toContain('eureka.server.eviction-interval-timer-in-ms');
  });
});
