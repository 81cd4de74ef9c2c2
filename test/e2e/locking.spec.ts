import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { HttpCaller } from '../support/http-caller.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const basic = (text: string, encoding: BufferEncoding = 'utf8'): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(text, encoding).toString('base64')}`,
});

describe('a registry with users', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({
      security: { user: { name: 'root', password: 'pä:ss' } },
      users: [
        { name: 'looker', password: '{noop}look' },
        { name: 'app', password: '{noop}app', roles: ['registrar'] },
        { name: 'node2', password: '{noop}peer', roles: ['peer'] },
        // Spring's documentation has these two of `password`
        {
          name: 'bcrypt',
          password: '{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG',
          roles: ['reader'],
        },
        {
          name: 'scrypt',
          password:
            '{scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=',
          roles: ['reader'],
        },
      ],
    });
  });
  afterAll(() => server.close());

  it.each([
    ['GET', '/eureka/apps'],
    ['PUT', '/eureka/apps/A/i'],
    ['POST', '/eureka/apps/A'],
    ['GET', '/eureka/nothing'],
    ['GET', '/eureka/%zz'],
    ['GET', '/'],
    ['GET', '/lastn'],
    ['GET', '/eureka-page.css'],
    ['GET', '/nothing'],
    ['GET', '/actuator/health'],
    ['GET', '/eureka/x/nothing'],
    ['GET', '/actuator/health/liveness/../../health'],
  ])('answers 401 to %s %s without credentials', async (method, path) => {
    const answer = await server.call(method, path);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="Eureka"/);
    expect(answer.json()).toMatchObject({ status: 401, error: 'Unauthorized' });
  });

  it.each(['/actuator/health/liveness', '/actuator/health/readiness'])(
    'leaves %s open, which says only UP',
    async (path) => {
      const answer = await server.get(path, {});
      expect([answer.status, answer.json()]).toEqual([200, { status: 'UP' }]);
    },
  );

  it.each([
    ['a wrong password', basic('root:wrong')],
    ['an unknown user', basic('nobody:pä:ss')],
    ['an empty password', basic('root:')],
    ['no colon', basic('root')],
    ['another scheme', { authorization: 'Bearer abc' }],
    ['garbage', { authorization: 'Basic !!!' }],
    ['a stored hash as password', basic('bcrypt:$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG')],
  ])('answers 401 to %s', async (_name, headers) => {
    expect((await server.get('/eureka/apps', headers)).status).toBe(401);
  });

  it.each([
    ['a password with a colon and an umlaut in UTF-8', basic('root:pä:ss')],
    ['the same in ISO-8859-1 as Spring sends it', basic('root:pä:ss', 'latin1')],
    ['a lower-case scheme', { authorization: basic('looker:look').authorization.replace('Basic', 'basic') }],
    ['a bcrypt password', basic('bcrypt:password')],
    ['a scrypt password', basic('scrypt:password')],
  ])('admits %s, again and again', async (_name, headers) => {
    for (let turn = 0; turn < 3; turn++) expect((await server.get('/eureka/apps', headers)).status).toBe(200);
  });

  it('never refuses a right password, however many wrong ones came before', async () => {
    await Promise.all(Array.from({ length: 6 }, () => server.get('/eureka/apps', basic('looker:guess'))));
    expect((await server.get('/eureka/apps', basic('looker:look'))).status).toBe(200);
  });

  it.each([
    ['looker:look', 'GET', '/eureka/apps', 200],
    ['looker:look', 'GET', '/', 200],
    ['looker:look', 'POST', '/eureka/apps/ORDERS', 403],
    ['looker:look', 'DELETE', '/eureka/apps/ORDERS/x', 403],
    ['looker:look', 'POST', '/eureka/peerreplication/batch', 403],
    ['app:app', 'POST', '/eureka/apps/ORDERS', 204],
    ['app:app', 'GET', '/eureka/apps/ORDERS', 200],
    ['app:app', 'POST', '/eureka/peerreplication/batch/', 403],
    ['app:app', 'POST', '/eureka/x/replication/batch', 403],
    ['app:app', 'POST', '/eureka/v2/peerreplication/batch;x=1', 403],
    ['node2:peer', 'POST', '/eureka/peerreplication/batch', 400],
    ['node2:peer', 'POST', '/eureka/apps/ORDERS', 204],
    ['root:pä:ss', 'POST', '/eureka/peerreplication/batch', 400],
  ])('lets %s %s %s: %s', async (user, method, path, status) => {
    const headers = { ...basic(user), 'content-type': 'application/json' };
    const answer = await server.call(method, path, {
      headers,
      ...(method === 'POST' ? { body: aRegistration() } : {}),
    });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json()).toMatchObject({ message: expect.stringContaining('role') });
  });

  it('heeds the replication header from peers alone', async () => {
    const replication = { 'x-netflix-discovery-replication': 'true' };
    const behind = '/eureka/apps/ORDERS/web1.example.com:orders:8080?lastDirtyTimestamp=1';
    await server.post('/eureka/apps/ORDERS', aRegistration(), basic('app:app'));
    expect((await server.put(behind, { ...basic('app:app'), ...replication })).status).toBe(200);
    expect((await server.put(behind, { ...basic('node2:peer'), ...replication })).status).toBe(409);
  });
});

describe('a registry with users below a context path', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({ contextPath: '/ctx', security: { user: { name: 'root', password: 'secret' } } });
  });
  afterAll(() => server.close());

  it('leaves the probes below it open', async () => {
    for (const group of ['liveness', 'readiness']) {
      const answer = await server.get(`/ctx/actuator/health/${group}`, {});
      expect([group, answer.status, answer.json()]).toEqual([group, 200, { status: 'UP' }]);
    }
  });

  it.each([
    '/ctx/eureka/apps',
    '/ctx',
    '/ctx/',
    '/ctx/lastn',
    '/ctx/actuator/health',
    '/ctx/nothing',
    '/',
    '/eureka/apps',
    '/actuator/health/liveness',
    '/actuator/health',
  ])('asks for credentials at %s', async (path) => {
    expect((await server.get(path)).status).toBe(401);
  });

  it.each([
    ['/ctx/eureka/apps', 200],
    ['/ctx/', 200],
    ['/ctx/actuator/health', 200],
    ['/eureka/apps', 404],
    ['/actuator/health/liveness', 404],
  ])('answers to a user at %s: %s', async (path, status) => {
    expect((await server.get(path, basic('root:secret'))).status).toBe(status);
  });
});

describe('a registry without users', () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address !== undefined && !address.internal && address.family === 'IPv4')?.address;

  it('does not look at credentials', async () => {
    const server = await startRegistry();
    expect((await server.get('/eureka/apps', basic('any:body'))).status).toBe(200);
    await server.close();
  });

  (outside === undefined ? it.skip : it)(
    'answers this machine only, even where the host listens everywhere',
    async () => {
      const server = await startRegistry({}, '0.0.0.0');
      const answer = await new HttpCaller(`http://${outside}:${server.port}`).get('/eureka/apps');
      expect(answer.status).toBe(403);
      expect(answer.json()).toMatchObject({ message: expect.stringContaining('spring.security.user') });
      await server.close();
    },
  );

  (outside === undefined ? it.skip : it)(
    'answers everybody when it is told to be insecure, and says so on its page',
    async () => {
      const server = await startRegistry({ insecure: true }, '0.0.0.0');
      const caller = new HttpCaller(`http://${outside}:${server.port}`);
      expect((await caller.get('/eureka/apps')).status).toBe(200);
      expect((await caller.get('/')).text).toContain('open to everybody');
      await server.close();
    },
  );
});
