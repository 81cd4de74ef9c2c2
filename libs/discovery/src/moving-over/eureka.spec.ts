import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeEurekaServer } from '../../spec-support/fake-eureka-server.js';
import type { EurekaConfig, EurekaServerConfig } from './eureka-config.js';
import { Eureka } from './eureka.js';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

/** The first example of eureka-js-client's README. */
const readme = {
  instance: {
    app: 'jqservice',
    hostName: 'localhost',
    ipAddr: '127.0.0.1',
    port: 8080,
    vipAddress: 'jq.test.something.com',
    dataCenterInfo: { name: 'MyOwn' },
  },
} as const;

/** Its example for Spring Cloud. */
const spring = {
  instance: {
    ...readme.instance,
    statusPageUrl: 'http://localhost:8080/info',
    port: { $: 8080, '@enabled': 'true' },
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
  },
  eureka: { servicePath: '/eureka/apps/' },
} as const;

let server: FakeEurekaServer;
const running = new Set<Eureka>();

beforeEach(async () => {
  server = await new FakeEurekaServer().listen();
});

afterEach(async () => {
  await Promise.all([...running].map((client) => promisify(client.stop.bind(client))().catch(() => undefined)));
  running.clear();
  await server.close();
});

function create(config: EurekaConfig, registry: EurekaServerConfig = {}): Eureka {
  const eureka = { host: '127.0.0.1', port: server.port, ...config.eureka, ...registry };
  const surroundings = { workingDirectory: '/nowhere', environment: {}, readFile: () => undefined };
  const client = new Eureka({ logger: quiet, ...config, eureka }, surroundings);
  running.add(client);
  return client;
}

const start = (client: Eureka): Promise<void> => promisify(client.start.bind(client))();
const stop = (client: Eureka): Promise<void> => promisify(client.stop.bind(client))();

describe('the examples of the README of eureka-js-client', () => {
  it('register, beat, look up and deregister', async () => {
    const client = create(readme);
    const told: string[] = [];
    for (const event of ['registered', 'registryUpdated', 'started', 'heartbeat', 'deregistered'] as const) {
      client.on(event, () => told.push(event));
    }

    await start(client);
    expect(told).toEqual(['registered', 'registryUpdated', 'started']);
    expect(server.instances.get('JQSERVICE/localhost')).toMatchObject({ status: 'UP', ipAddr: '127.0.0.1' });

    const beat = once(client, 'heartbeat');
    client.renew();
    await beat;
    expect(client.getInstancesByAppId('jqService')).toMatchObject([
      { app: 'JQSERVICE', hostName: 'localhost', port: { $: 8080, '@enabled': 'true' }, status: 'UP' },
    ]);
    expect(client.getInstancesByVipAddress('jq.test.something.com')).toHaveLength(1);

    await stop(client);
    expect(server.instances.size).toBe(0);
    expect(told.slice(-2)).toEqual(['heartbeat', 'deregistered']);
    expect(server.calls).toEqual([
      'POST apps/JQSERVICE',
      'GET apps/',
      'PUT apps/JQSERVICE/localhost',
      'DELETE apps/JQSERVICE/localhost',
    ]);
  });

  it('run against the service path of Spring Cloud', async () => {
    await server.close();
    server = await new FakeEurekaServer('/eureka/').listen();
    const client = create(spring);

    await start(client);
    expect(server.instances.get('JQSERVICE/localhost')).toMatchObject({
      statusPageUrl: 'http://localhost:8080/info',
      dataCenterInfo: spring.instance.dataCenterInfo,
    });
  });

  it.each([
    ['a list', { serviceUrls: (url: string) => ({ default: [url] }) }],
    [
      'a map by zone',
      {
        availabilityZones: { 'us-east-1': ['us-east-1c', 'us-east-1d'] },
        serviceUrls: (url: string) => ({ 'us-east-1c': ['http://127.0.0.1:1/eureka/v2/apps/'], 'us-east-1d': [url] }),
      },
    ],
  ])('find registries in %s', async (_, { serviceUrls, ...eureka }) => {
    const url = `http://127.0.0.1:${server.port}/eureka/v2/apps/`;
    const client = create(readme, { host: 'unused.invalid', ...eureka, serviceUrls: serviceUrls(url) });

    await start(client);
    expect(server.instances.has('JQSERVICE/localhost')).toBe(true);
  });

  it('let a middleware give user and password', async () => {
    const client = create({
      ...readme,
      requestMiddleware: (requestOpts, done) => {
        requestOpts['auth'] = { user: 'username', password: 'some:p@ss%word' };
        done(requestOpts);
      },
    });

    await start(client);
    const expected = `Basic ${Buffer.from('username:some:p@ss%word').toString('base64')}`;
    expect(server.seen.map(({ authorization }) => authorization)).toEqual([expected, expected]);
  });
});

describe('a client of eureka-js-client made by ours', () => {
  it('registers nothing, or fetches nothing, where that is switched off', async () => {
    const reader = create({}, { registerWithEureka: false });
    await start(reader);
    const writer = create(readme, { fetchRegistry: false });
    await start(writer);

    expect(server.calls).toEqual(['GET apps/', 'POST apps/JQSERVICE']);
    await stop(reader);
    expect(server.instances.size).toBe(1);
  });

  it('says at the start that no registry takes it, and registers as soon as one does', async () => {
    server.refusal = 500;
    const client = create(readme, { maxRetries: 1, requestRetryDelay: 10 });

    await expect(start(client)).rejects.toThrow('500');
    server.refusal = undefined;
    await start(client);
    expect(server.instances.has('JQSERVICE/localhost')).toBe(true);
  });

  it('gives instances that are not UP only when asked to', async () => {
    const down = { ...readme.instance, app: 'DOWN', status: 'DOWN', port: { $: 1, '@enabled': 'true' } };
    server.instances.set('DOWN/localhost', down);
    const filtering = create({}, { registerWithEureka: false });
    const open = create({}, { registerWithEureka: false, filterUpInstances: false });
    await start(filtering);
    await start(open);

    expect(filtering.getInstancesByAppId('DOWN')).toEqual([]);
    expect(open.getInstancesByAppId('DOWN')).toHaveLength(1);
  });

  it('waits for an instance of its own address when told to', async () => {
    const client = create(readme, { waitForRegistry: true });

    await start(client);
    expect(client.getInstancesByVipAddress('jq.test.something.com')).toHaveLength(1);
  });

  it('asks for deltas only with shouldUseDelta', async () => {
    await start(create(readme, { fetchRegistry: false }));
    server.seen.length = 0;
    const full = create({}, { registerWithEureka: false });
    await start(full);
    await promisify(full.fetchRegistry.bind(full))();
    expect(server.calls).toEqual(['GET apps/']);

    const delta = create({ shouldUseDelta: true }, { registerWithEureka: false });
    await start(delta);
    await promisify(delta.fetchRegistry.bind(delta))();
    expect(server.calls).toContain('GET apps/delta');
  });

  it('goes on after a listener that throws', async () => {
    const errors: unknown[] = [];
    const client = create({ ...readme, logger: { ...quiet, error: (...values) => errors.push(...values) } });
    client.on('registered', () => {
      throw new Error('of the host');
    });

    await start(client);
    expect(client.getInstancesByAppId('JQSERVICE')).toHaveLength(1);
    expect(errors.map(String)).toContain('Error: of the host');
  });

  it('comes to its end with a stop before or during the start', async () => {
    const client = create(readme);
    await stop(client);
    const started = start(client);
    await stop(client);

    await expect(started).rejects.toThrow('stopped');
    expect(server.instances.size).toBe(0);
  });

  it('refuses look-ups without a name, as eureka-js-client does', () => {
    const client = create(readme);

    expect(() => client.getInstancesByAppId('')).toThrow(RangeError);
    expect(() => client.getInstancesByVipAddress('')).toThrow(RangeError);
    expect(client.getInstancesByAppId('nobody')).toEqual([]);
  });
});
