import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeApplications } from '@nest-eureka/protocol';
import type { WireFormat } from '@nest-eureka/protocol';
import { anInstance, aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

/** Ends what hangs. */
const SLOW_MS = 120_000;

describe('hostile input', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/GOOD', aRegistration({ app: 'GOOD', instanceId: 'good' }));
  });
  afterAll(() => server.close());

  /** Everybody else is served as before: every collection can be read in both formats and holds the good one. */
  async function everybodyIsServed(): Promise<void> {
    for (const format of ['json', 'xml'] satisfies WireFormat[]) {
      for (const path of ['/eureka/apps', '/eureka/apps/delta', '/eureka/vips/orders']) {
        for (const accept of ['full', 'compact']) {
          const answer = await server.get(path, { accept: `application/${format}`, 'x-eureka-accept': accept });
          const decoded = decodeApplications(answer.text, format);
          if (!decoded.ok) throw new Error(`${path} as ${accept} ${format} cannot be read: ${decoded.fault.message}`);
          expect(decoded.value.applications.map(({ name }) => name)).toContain('GOOD');
        }
      }
    }
    expect((await server.put('/eureka/apps/GOOD/good')).status).toBe(200);
  }

  /** Everything that comes back on a connection of its own for these bytes. */
  function answerTo(bytes: string): Promise<string> {
    return new Promise((resolve) => {
      let text = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.end(bytes));
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('error', () => resolve(text));
      socket.on('close', () => resolve(text));
    });
  }

  const xml = { 'content-type': 'application/xml' };
  const entities = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><instance><app>&b;</app></instance>`;
  const external = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><instance><app>&a;</app></instance>`;
  const amazonByDefaultClass = aRegistration({
    app: 'BAD',
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'Amazon' },
  });

  it.each([
    ['billion laughs', entities, xml, 400],
    ['an external entity', external, xml, 400],
    ['deep XML', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, xml, 400],
    ['deep JSON', '['.repeat(1_000_000), {}, 400],
    ['10 MB', aRegistration({ app: 'BAD', homePageUrl: 'x'.repeat(10_000_000) }), {}, 413],
    ['a gzip bomb', gzipSync(Buffer.alloc(100_000_000)), { 'content-encoding': 'gzip' }, 413],
    ['gzip of nothing much', Buffer.from([0x1f, 0x8b, 8, 0]), { 'content-encoding': 'gzip' }, 400],
    ['a null', 'null', {}, 400],
    ['numbers for texts', '{"instance":{"app":1,"hostName":2,"ipAddr":3,"dataCenterInfo":4}}', {}, 400],
    [
      'an unknown class',
      aRegistration({ app: 'BAD', dataCenterInfo: { '@class': 'java.lang.Runtime', name: 'Own' } }),
      {},
      400,
    ],
    [
      'a lone surrogate',
      '{"instance":{"app":"BAD","hostName":"\\ud800","ipAddr":"1","dataCenterInfo":{"name":"MyOwn"}}}',
      {},
      400,
    ],
    ['an escape character', aRegistration({ app: 'BAD', hostName: 'a\u001b[31m' }), {}, 400],
  ])('%s is refused and disturbs nobody', async (_name, body, headers, status) => {
    const answer = await server.post('/eureka/apps/BAD', body, headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/\.ts:|\.js:|node_modules|root:/);
    expect((await server.get('/eureka/apps/BAD')).status).toBe(404);
    await everybodyIsServed();
  });

  it.each([
    ['an Amazon of the default class, which empties a Java server’s registry', amazonByDefaultClass],
    [
      'metadata named like an object’s own members',
      aRegistration({ app: 'BAD' }).replace(
        '"metadata":{',
        '"metadata":{"__proto__":"p","constructor":"c","toString":"t",',
      ),
    ],
    ['an unknown status', aRegistration({ app: 'BAD', status: 'BOGUS' })],
    ['a 10 kB name', aRegistration({ app: 'BAD', vipAddress: 'v'.repeat(10_000) })],
    ['a port beyond all ports', aRegistration({ app: 'BAD', port: { $: 999_999_999, '@enabled': 'true' } })],
    ['markup and quotes', aRegistration({ app: 'BAD', metadata: { 'a<b>&"\'': '</metadata>]]>' } })],
    ['a lease of a million years', aRegistration({ app: 'BAD', leaseInfo: { durationInSecs: 2_147_483_647 } })],
    [
      'unknown members of every kind',
      aRegistration({ app: 'BAD', one: {}, two: [[]], three: { a: { b: [] } }, four: null }),
    ],
  ])('%s is taken as the Java server takes it and disturbs nobody', async (_name, body) => {
    expect((await server.post('/eureka/apps/BAD', body)).status).toBe(204);
    await everybodyIsServed();
    const { instanceId } = (JSON.parse(body) as { instance: { instanceId: string } }).instance;
    expect((await server.delete(`/eureka/apps/BAD/${encodeURIComponent(instanceId)}`)).status).toBe(200);
  });

  it(
    'no registration and no batch, however mangled, leaves anything unreadable',
    async () => {
      const mangled = fc.tuple(
        fc.constantFrom('POST', 'BATCH'),
        fc.nat(),
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.boolean(),
      );
      await fc.assert(
        fc.asyncProperty(mangled, async ([kind, place, text, replaces]) => {
          const item = {
            appName: 'FUZZ',
            id: 'f',
            action: 'Register',
            instanceInfo: anInstance({ app: 'FUZZ', instanceId: 'f' }),
          };
          const whole =
            kind === 'POST'
              ? aRegistration({ app: 'FUZZ', instanceId: 'f' })
              : JSON.stringify({ replicationList: [item] });
          const at = place % whole.length;
          const body = whole.slice(0, at) + text + whole.slice(replaces ? at + text.length : at);
          const path = kind === 'POST' ? '/eureka/apps/FUZZ' : '/eureka/peerreplication/batch/';
          expect([200, 204, 400, 413]).toContain((await server.post(path, body)).status);
        }),
        { numRuns: 400 },
      );
      await everybodyIsServed();
    },
    SLOW_MS,
  );

  it(
    'no document of arbitrary members leaves anything unreadable',
    async () => {
      const field = fc.constantFrom(
        'instanceId',
        'app',
        'port',
        'leaseInfo',
        'metadata',
        'dataCenterInfo',
        'status',
        'x',
        'vipAddress',
      );
      await fc.assert(
        fc.asyncProperty(fc.dictionary(field, fc.jsonValue({ maxDepth: 3 })), async (changes) => {
          const status = (await server.post('/eureka/apps/FUZZ', aRegistration({ app: 'FUZZ', ...changes }))).status;
          expect([204, 400, 413]).toContain(status);
        }),
        { numRuns: 300 },
      );
      await everybodyIsServed();
    },
    SLOW_MS,
  );

  it.each([
    ['no HTTP', 'garbage\r\n\r\n', 400],
    ['a method that nobody knows', 'BREW /eureka/apps HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    [
      'two lengths',
      'POST /eureka/apps/A HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'a broken chunk',
      'POST /eureka/apps/A HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
    [
      'a body that is cut off',
      'POST /eureka/apps/A HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
      400,
    ],
    ['a header of 70 kB', `GET /eureka/apps HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
  ])('%s on the socket is refused and disturbs nobody', async (_name, bytes, status) => {
    const answer = await answerTo(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toContain('GOOD');
    await everybodyIsServed();
  });

  it('a target that is a URL is answered by its path, whatever host it names', async () => {
    const get = (target: string): Promise<string> =>
      answerTo(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n`);
    expect(await get('http://evil.example/eureka/apps/GOOD')).toMatch(/^HTTP\/1\.1 200 [^]*"name":"GOOD"/);
    expect(await get('http://evil.example/eureka/apps/nobody')).toMatch(/^HTTP\/1\.1 404 /);
    expect(await get('http://evil.example')).toMatch(/^HTTP\/1\.1 200 [^]*<html/);
    expect(await get('ftp://evil.example/eureka/apps/GOOD')).toMatch(/^HTTP\/1\.1 404 /);
    await everybodyIsServed();
  });
});
