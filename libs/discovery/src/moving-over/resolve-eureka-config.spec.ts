import { describe, expect, it } from '@jest/globals';
import type { EurekaConfig } from './eureka-config.js';
import { configWarnings } from './config-warnings.js';
import { resolveEurekaConfig } from './resolve-eureka-config.js';

const instance = { app: 'a', vipAddress: 'a', port: 1, dataCenterInfo: { name: 'MyOwn' } };

function resolve(config: EurekaConfig, files: Readonly<Record<string, string>> = {}, environment = {}) {
  return resolveEurekaConfig(config, {
    workingDirectory: '/app',
    environment,
    readFile: (path) => files[path],
  });
}

describe('the configuration of eureka-js-client', () => {
  it('has its defaults', () => {
    expect(resolve({ instance })).toEqual({
      instance,
      shouldUseDelta: false,
      eureka: expect.objectContaining({
        heartbeatInterval: 30_000,
        registryFetchInterval: 30_000,
        maxRetries: 3,
        requestRetryDelay: 500,
        servicePath: '/eureka/v2/apps/',
        filterUpInstances: true,
        preferSameZone: true,
      }),
    });
  });

  it('is read from files, the one of the environment wins, and the constructor over both', () => {
    const files = {
      '/app/eureka-client.yml':
        'instance: { app: file, vipAddress: v, port: 1, dataCenterInfo: { name: MyOwn } }\neureka: { host: a, port: 1, maxRetries: 9 }',
      '/app/eureka-client-test.yml': 'eureka: { host: b, port: 2 }',
    };
    const { instance: resolved, eureka } = resolve({ eureka: { port: 3 } }, files, { NODE_ENV: 'test' });

    expect(resolved.app).toBe('file');
    expect(eureka).toMatchObject({ host: 'b', port: 3, maxRetries: 9 });
  });

  it('takes folder, name and environment of the files from where it is told', () => {
    const files = { '/etc/own.yml': 'eureka: { host: a }', '/etc/own-live.yml': 'eureka: { host: b }' };
    const config = { cwd: '/etc', filename: 'own', instance };

    expect(resolve(config, files).eureka.host).toBe('a');
    expect(resolve(config, files, { EUREKA_ENV: 'live', NODE_ENV: 'x' }).eureka.host).toBe('b');
  });

  it('is refused with a broken file, which is named but not quoted', () => {
    const files = { '/app/eureka-client.yml': 'eureka:\n  host: "geheim' };
    const attempt = (): unknown => resolve({ instance }, files);

    expect(attempt).toThrow(/^Error loading YAML configuration file: \/app\/eureka-client\.yml \(line 2\)/);
    expect(attempt).not.toThrow(/geheim/);
  });

  it.each(['app', 'vipAddress', 'port', 'dataCenterInfo'])('is refused without instance.%s', (key) => {
    const without = { ...instance, [key]: undefined };

    expect(() => resolve({ instance: without })).toThrow(new TypeError(`Missing "instance.${key}" config value.`));
    expect(() => resolve({ instance: without, eureka: { registerWithEureka: false } })).not.toThrow();
  });

  it('is refused with a middleware that is none', () => {
    expect(() => resolve({ instance, requestMiddleware: {} as never })).toThrow('requestMiddleware must be a function');
  });

  it('cannot reach the prototype of objects from a file', () => {
    resolve(
      { instance },
      { '/app/eureka-client.yml': '__proto__: { polluted: 1 }\neureka: { __proto__: { polluted: 1 } }' },
    );

    expect('polluted' in {}).toBe(false);
  });
});

describe('the warnings about it', () => {
  it.each([
    [{ useDns: true, ec2Region: 'r', ssl: true }, 'eureka.ssl'],
    [{ useDns: true, ec2Region: 'r', serviceUrls: { default: ['http://a/'] } }, 'eureka.serviceUrls'],
    [{ preferIpAddress: true }, 'eureka.useLocalMetadata and eureka.preferIpAddress'],
    [{ waitForRegistry: true, fetchRegistry: false }, 'eureka.waitForRegistry'],
  ])('with %j say that %s has no effect', (eureka, subject) => {
    const warnings = configWarnings(resolve({ instance, eureka }));

    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`${subject} ha`);
  });

  it('are none for what has an effect', () => {
    expect(configWarnings(resolve({ instance, requestMiddleware: (_, done) => done({}) }))).toEqual([]);
  });
});
