import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { Certificates, HAS_OPENSSL } from '../support/certificates.js';
import { commandLine } from '../support/command-line.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

let open: RegistryServer;
let locked: RegistryServer;
beforeAll(async () => {
  open = await startRegistry();
  locked = await startRegistry({ users: [{ name: 'root', password: 'pa:ss', roles: ['admin'] }] });
  await open.post(
    '/eureka/apps/ORDERS',
    aRegistration({ instanceId: 'o-1', hostName: '127.0.0.1', metadata: { zone: 'z1' } }),
  );
  await open.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'o-2', hostName: '127.0.0.1', status: 'DOWN' }));
  await open.post(
    '/eureka/apps/CART',
    aRegistration({ app: 'CART', instanceId: 'c-\u202e1', hostName: 'no-such-host.invalid' }),
  );
});

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const answering = (listener: RequestListener): Promise<string> => listening(createServer(listener));

const listOf = (url: string, ...more: string[]) => commandLine(['list', '--url', url, ...more]);

describe('nest-eureka list', () => {
  it('has a line for each instance, and no control characters', async () => {
    const { exit, out } = await listOf(`${open.url}/eureka/`);
    expect(exit).toBe(0);
    expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 5))).toEqual([
      ['APPLICATION', 'INSTANCE', 'STATUS', 'URL', 'ZONE'],
      ['CART', 'c-\uFFFD1', 'UP', 'http://no-such-host.invalid:8080', '-'],
      ['ORDERS', 'o-1', 'UP', 'http://127.0.0.1:8080', 'z1'],
      ['ORDERS', 'o-2', 'DOWN', 'http://127.0.0.1:8080', '-'],
    ]);
  });

  it('has those that are asked for, as JSON', async () => {
    const { out } = await listOf(`${open.url}/eureka`, 'orders', '--status', 'up', '--json');
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({ application: 'ORDERS', id: 'o-1', status: 'UP', zone: 'z1' }),
    ]);
  });

  it('takes URL and credentials from the variables of a client, and never shows them', async () => {
    const url = `${locked.url}/eureka/,http://other.invalid/`;
    const environment = { EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: url, EUREKA_USER: 'root', EUREKA_PASSWORD: 'pa:ss' };
    expect(await commandLine(['list'], { environment })).toEqual({ exit: 0, out: 'nothing is registered', err: '' });
    const wrong = await commandLine(['list'], { environment: { ...environment, EUREKA_PASSWORD: 'wrong-one' } });
    expect(wrong).toMatchObject({ exit: 1, out: '' });
    expect(wrong.err).toMatch(/asks for other credentials/);
    expect(wrong.err).not.toContain('wrong-one');
  });

  it.each([
    [['list', '--url', 'ftp://x/'], 2, /not a service URL/],
    [['list', '--timeout', 'soon'], 2, /soon is not a number of seconds/],
    [['lst'], 2, /unknown command/],
    [['list', '--url', 'http://127.0.0.1:1/eureka/'], 1, /127\.0\.0\.1:1 refused the connection/],
  ])('says what is wrong with %j', async (argv, exit, message) => {
    const end = await commandLine(argv);
    expect(end.exit).toBe(exit);
    expect(end.err).toMatch(message);
  });
});

describe('nest-eureka watch', () => {
  it.each([[['--poll']], [[]]])('has a line for each change, until it is told to end, with %j', async (how) => {
    const server = await startRegistry();
    const [ending, lines] = [new AbortController(), [] as string[]];
    const watching = commandLine(['watch', '--url', `${server.url}/eureka/`, '--interval', '0.1', ...how], {
      ending: ending.signal,
      onLine: (line) => void lines.push(line.replace(/^[\d:]{8} /, '')),
    });
    const says = (line: string) =>
      until(
        () => `it says ${line}, not ${lines.join()}`,
        () => lines.includes(line),
      );
    const pace = how.length === 0 ? '' : ', looking every 0.1 s';
    await says(`watching ${server.url}/eureka/${pace}; Ctrl-C ends it`);
    await server.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'w-1' }));
    await says('+ ORDERS w-1 UP');
    await server.put('/eureka/apps/ORDERS/w-1/status?value=OUT_OF_SERVICE');
    await says('~ ORDERS w-1 UP -> OUT_OF_SERVICE');
    await server.delete('/eureka/apps/ORDERS/w-1');
    await says('- ORDERS w-1 (was OUT_OF_SERVICE)');
    ending.abort();
    expect((await watching).exit).toBe(0);
    await server.close();
  });
});

describe('nest-eureka journal', () => {
  it('tells who changed what, newest last', async () => {
    const { exit, out } = await commandLine(['journal', 'orders', '--url', `${open.url}/eureka/`]);
    expect(exit).toBe(0);
    expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(1, 7))).toEqual([
      ['KIND', 'APPLICATION', 'INSTANCE', 'FROM', 'TO', 'BY'],
      ['registered', 'ORDERS', 'o-1', '-', 'UP', expect.stringMatching(/ at 127\.0\.0\.1$/)],
      ['registered', 'ORDERS', 'o-2', '-', 'DOWN', expect.stringMatching(/ at 127\.0\.0\.1$/)],
    ]);
  });

  it('has those lines that are asked for, as JSON', async () => {
    const asked = ['journal', 'ORDERS', 'o-2', '--kind', 'registered', '--last', '1h', '--limit', '5', '--json'];
    const { out } = await commandLine([...asked, '--url', `${open.url}/eureka/`]);
    expect(JSON.parse(out)).toEqual([expect.objectContaining({ kind: 'registered', id: 'o-2', to: 'DOWN' })]);
  });

  it.each([
    [['--last', 'soon'], 2, /--last: soon is not a time/],
    [['--kind', 'nonsense'], 1, /kind must be one of .*\(400\)/],
  ])('says what is wrong with %j', async (options, exit, message) => {
    const end = await commandLine(['journal', ...options, '--url', `${open.url}/eureka/`]);
    expect([end.exit, end.out]).toEqual([exit, '']);
    expect(end.err).toMatch(message);
  });
});

describe('nest-eureka cluster', () => {
  it('is well where there are no peers', async () => {
    expect(await commandLine(['cluster', '--url', `${open.url}/eureka/`])).toEqual({
      exit: 0,
      out: 'no peers',
      err: '',
    });
  });
});

describe('nest-eureka audit verify', () => {
  it('tells a whole file from one that was changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'audit-'));
    const file = join(folder, 'audit.jsonl');
    await writeFile(file, '');
    expect(await commandLine(['audit', 'verify', file])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('0 entries'),
    });
    await writeFile(file, '{"number":7}\n{"number":8}\n');
    expect(await commandLine(['audit', 'verify', file])).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/line \d is wrong/),
    });
    expect(await commandLine(['audit', 'verify', join(folder, 'none')])).toMatchObject({
      exit: 1,
      err: expect.stringMatching(/cannot be read/),
    });
    await rm(folder, { recursive: true });
  });
});

describe('nest-eureka doctor', () => {
  it('tells what a client meets', async () => {
    const { exit, out } = await commandLine(['doctor', `${open.url}/eureka/`, '--json']);
    const { findings, faults } = JSON.parse(out) as {
      findings: { level: string; topic: string; text: string }[];
      faults: number;
    };
    expect([exit, faults]).toEqual([0, 0]);
    const levels = findings.map(({ topic, level }) => `${topic} ${level}`);
    for (const topic of ['path', 'authentication', 'clock', 'json', 'xml', 'compact', 'delta', 'self-preservation']) {
      expect(levels).toContain(`${topic} well`);
    }
    expect(levels).toEqual(
      expect.arrayContaining(['server note', 'replicas note', 'gateway well', 'host-names warning']),
    );
    expect(out).toContain('2 services with 2 instances to call');
  });

  it('makes a warning count when it is strict', async () => {
    expect((await commandLine(['doctor', `${open.url}/eureka/`, '--strict'])).exit).toBe(1);
  });

  it('goes in with the credentials of the URL, and never shows them', async () => {
    const url = `http://root:pa%3Ass@127.0.0.1:${locked.port}/eureka/`;
    const { exit, out } = await commandLine(['doctor', url]);
    expect(exit).toBe(0);
    expect(out).toMatch(/ok {4}authentication {4}the credentials are taken/);
    expect(out).not.toMatch(/pa(:|%3A)ss/);
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['another path', () => `${open.url}/`, /there is one at http:\/\/127\.0\.0\.1:\d+\/eureka\/: use that URL/],
    ['no credentials', () => `${locked.url}/eureka/`, /asks for credentials: write them into the URL/],
    ['wrong credentials', () => `http://root:x@127.0.0.1:${locked.port}/eureka/`, /refuses these credentials/],
    ['nobody there', () => 'http://127.0.0.1:1/eureka/', /refused the connection; is it started/],
    [
      'TLS where there is none',
      () => `https://127.0.0.1:${open.port}/eureka/`,
      /speaks plain http there does so; try http:/,
    ],
    [
      'somebody else',
      async () =>
        `http://${await answering((_request, response) => response.end('<h1>Welcome to nginx</h1>'))}/eureka/`,
      /is not a registry: it answered 200, "Welcome to nginx"/,
    ],
    [
      'a registry that starts',
      async () => `http://${await answering((_request, response) => response.writeHead(503).end('starting'))}/eureka/`,
      /not ready yet: it answered 503, "starting"/,
    ],
    ['silence', async () => `http://${await listening(createTcpServer(() => {}))}/eureka/`, /a server that hangs/],
  ])('names %s', async (what, url, message) => {
    const { exit, out } = await commandLine(['doctor', await url(), '--timeout', what === 'silence' ? '1' : '20']);
    expect(out).toMatch(message);
    expect(exit).toBe(1);
  });
});

describe('nest-eureka health', () => {
  it('is well once the server is ready', async () => {
    expect(await commandLine(['health', open.url])).toMatchObject({ exit: 0, out: expect.stringContaining('200') });
    const environment = { SERVER_PORT: String(open.port) };
    expect(await commandLine(['health'], { environment })).toMatchObject({ exit: 0 });
  });

  it('is ill where nobody answers', async () => {
    const environment = { SERVER_PORT: '1' };
    expect(await commandLine(['health'], { environment })).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/refused/),
    });
  });
});

(HAS_OPENSSL ? describe : describe.skip)('nest-eureka health of a server that speaks TLS', () => {
  it('asks it by https, whatever name its certificate has', async () => {
    const certificates = new Certificates();
    certificates.sign('server');
    const options = { key: certificates.read('server.key'), cert: certificates.read('server.pem') };
    const at = await listening(createTlsServer(options, (_request, response) => response.end('{}')));
    const environment = { SERVER_PORT: at.split(':')[1], SERVER_SSL_CERTIFICATE: 'server.pem' };
    expect(await commandLine(['health'], { environment })).toMatchObject({ exit: 0 });
    // a URL that is named is a host that has to prove who it is
    expect(await commandLine(['health', `https://${at}`], { environment })).toMatchObject({ exit: 1 });
    expect(
      await commandLine(['health'], { environment: { ...environment, SERVER_SSL_ENABLED: 'false' } }),
    ).toMatchObject({ exit: 1 });
    const doctor = await commandLine(['doctor', `https://${at}/eureka/`]);
    expect(doctor).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/an authority that is not known here, .*; --ca FILE/),
    });
    certificates.remove();
  });
});

describe('nest-eureka hash-password', () => {
  it.each(['bcrypt', 'scrypt'])('writes what the server takes, by %s', async (algorithm) => {
    const { exit, out } = await commandLine(['hash-password', '--algorithm', algorithm], { secret: 'geheim' });
    expect(exit).toBe(0);
    const server = await startRegistry({ users: [{ name: 'u', password: out }] });
    const url = (password: string) => `http://u:${password}@127.0.0.1:${server.port}/eureka/`;
    expect((await listOf(url('geheim'))).exit).toBe(0);
    expect((await listOf(url('falsch'))).exit).toBe(1);
    await server.close();
  });

  it.each([
    [[], '', /no password/],
    [['--algorithm', 'md5'], 'x', /md5 is neither bcrypt nor scrypt/],
    [[], 'x'.repeat(73), /72 bytes/],
  ])('refuses %j with a password like %j', async (options, secret, message) => {
    const { exit, out, err } = await commandLine(['hash-password', ...options], { secret });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
