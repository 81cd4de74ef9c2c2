import { request } from 'node:https';
import type { RequestOptions, Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryOptions } from '@nest-eureka/config';
import { StandaloneRegistryModule } from '@nest-eureka/registry';
import { createHttpAdapter } from '../../src/http-adapter.js';
import { ListenerTls } from '../../src/listener-tls.js';
import { Certificates, HAS_OPENSSL } from '../support/certificates.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { NOWHERE } from '../support/nowhere.js';
import { until } from '../support/until.js';

useCleanSurroundings();

interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

const USERS = [
  { name: 'orders', certificates: ['orders.example'], roles: ['registrar'] as const },
  { name: 'root', password: 'secret', roles: ['admin'] as const },
];

(HAS_OPENSSL ? describe : describe.skip)('a registry that serves TLS', () => {
  let certificates: Certificates;
  let running: Running | undefined;
  beforeAll(() => {
    certificates = new Certificates();
    for (const name of ['server', 'orders', 'stranger']) certificates.sign(name);
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  afterAll(() => certificates.remove());

  /** As src/start-server.ts does it. */
  async function start(ssl: Readonly<Record<string, string>>, options: RegistryOptions = {}): Promise<Running> {
    const configuration = loadRegistryConfiguration({
      ...NOWHERE,
      argv: Object.entries(ssl).map(([key, value]) => `--server.ssl.${key}=${value}`),
      options: { port: 0, ...options },
    });
    if (configuration.tls === undefined) throw new Error('TLS is not configured');
    const tls = await ListenerTls.read(configuration.tls);
    const app = await NestFactory.create<NestFastifyApplication>(
      StandaloneRegistryModule.withConfiguration(configuration),
      createHttpAdapter(configuration.server, tls.options),
      { logger: false },
    );
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer() as unknown as Server;
    const stopReloading = tls.keepUpToDate(server, 20);
    running = {
      port: (server.address() as AddressInfo).port,
      async stop() {
        stopReloading();
        await app.close();
      },
    };
    return running;
  }

  const pem = (): Readonly<Record<string, string>> => ({
    certificate: certificates.path('server.pem'),
    'certificate-private-key': certificates.path('server.key'),
  });

  function statusOf(port: number, options: RequestOptions = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const ca = certificates.read('ca.pem');
      const call = request(
        { host: '127.0.0.1', port, path: '/eureka/apps', agent: false, ca, ...options },
        (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        },
      );
      call.on('error', reject).end();
    });
  }

  const as = (name: string): RequestOptions => ({
    cert: certificates.read(`${name}.pem`),
    key: certificates.read(`${name}.key`),
  });

  it('answers by PEM files, and by a PKCS12 store', async () => {
    expect(await statusOf((await start(pem())).port)).toBe(200);
    await running?.stop();
    const store = certificates.keyStore('server', 'changeit');
    const { port } = await start({ 'key-store': store, 'key-store-password': 'changeit' });
    expect(await statusOf(port)).toBe(200);
  });

  it('takes new files without a restart, and leaves open connections alone', async () => {
    const { port } = await start(pem());
    const commonName = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
          resolve(String(socket.getPeerCertificate().subject.CN));
          socket.destroy();
        });
        socket.on('error', reject);
      });
    expect(await commonName()).toBe('server');
    const open = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    await new Promise((resolve) => void open.once('secureConnect', resolve));
    certificates.sign('server', 'renewed');
    await until('the new certificate is shown', async () => (await commonName()) === 'renewed', 20_000);
    const answer = new Promise<string>((resolve) => void open.once('data', (data) => resolve(data.toString())));
    open.write('GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 200/);
    open.destroy();
    certificates.sign('server');
  });

  it('knows users by the certificates that the authority has signed, beside passwords', async () => {
    const ssl = { ...pem(), 'trust-certificate': certificates.path('ca.pem'), 'client-auth': 'want' };
    const { port } = await start(ssl, { users: USERS });
    const basic = { authorization: `Basic ${Buffer.from('root:secret').toString('base64')}` };
    expect(await statusOf(port)).toBe(401);
    expect(await statusOf(port, as('orders'))).toBe(200);
    expect(await statusOf(port, as('stranger'))).toBe(401);
    expect(await statusOf(port, { headers: basic })).toBe(200);
    const cancel = { method: 'DELETE', path: '/eureka/apps/ORDERS/i-1' };
    expect(await statusOf(port, { ...as('orders'), ...cancel })).toBe(404);
    expect(await statusOf(port, { ...as('orders'), method: 'POST', path: '/eureka/peerreplication/batch' })).toBe(403);
  });

  it('lets nobody in without a certificate where one is needed', async () => {
    const ssl = { ...pem(), 'trust-certificate': certificates.path('ca.pem'), 'client-auth': 'need' };
    const { port } = await start(ssl, { users: USERS });
    await expect(statusOf(port)).rejects.toThrow(/certificate|alert|ECONNRESET|hang up/i);
    expect(await statusOf(port, as('orders'))).toBe(200);
  });

  it.each([
    ['a file that is not there', { certificate: '/nowhere/c.pem' }, /c\.pem/],
    ['a key of another certificate', { 'certificate-private-key': 'orders.key' }, /key/i],
  ])('refuses to start with %s', async (_name, changes, why) => {
    const paths = Object.entries(changes).map(([key, file]) => [
      key,
      file.startsWith('/') ? file : certificates.path(file),
    ]);
    await expect(start({ ...pem(), ...(Object.fromEntries(paths) as Record<string, string>) })).rejects.toMatchObject({
      code: 'EUREKA_TLS_FILES',
      message: expect.stringMatching(why),
    });
  });
});
