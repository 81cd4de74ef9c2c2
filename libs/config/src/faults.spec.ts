import { describe, expect, it } from '@jest/globals';
import { faultsOf, load, machineInput } from '../fixtures/input.js';
import { ConfigurationError } from './configuration-error.js';
import { CONFIGURATION_ERROR_CODES } from './error-codes.js';
import { loadRegistryConfiguration } from './load-registry-configuration.js';

describe('faults', () => {
  it('are collected from all sources and thrown once', () => {
    const input = machineInput({
      files: { 'application-peer1.yml': 'a: 1\neureka:\n  server:\n    lease-expiry: sometimes' },
      environment: { EUREKA_SERVER_EVICTION_INTERVAL_TIMER_IN_MS: '-5', SPRING_PROFILES_ACTIVE: 'peer1' },
      argv: ['--server.port=abc'],
    });
    const error = (() => {
      try {
        return loadRegistryConfiguration(input);
      } catch (thrown) {
        return thrown;
      }
    })();

    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({
      code: 'EUREKA_CONFIG_INVALID',
      faults: [
        {
          code: 'EUREKA_CONFIG_VALUE',
          key: 'server.port',
          value: 'abc',
          origin: 'command line',
          allowed: 'a whole number from 0 to 65535',
        },
        {
          key: 'eureka.server.eviction-interval-timer-in-ms',
          value: '-5',
          origin: 'environment EUREKA_SERVER_EVICTION_INTERVAL_TIMER_IN_MS',
        },
        {
          key: 'eureka.server.lease-expiry',
          value: 'sometimes',
          origin: 'application-peer1.yml (line 4)',
          allowed: 'exact or twice',
        },
      ],
    });
    expect(String(error)).toContain('3 faults');
    expect(String(error)).toContain("server.port = 'abc' (command line): a whole number from 0 to 65535");
  });

  it.each([
    ['--eureka.server.insecure=maybe', 'true or false'],
    ['--eureka.server.renewal-percent-threshold=85', 'a number from 0 to 1'],
    ['--eureka.server.defaults=classic', 'modern or netflix'],
    ['--eureka.server.api-path=eureka', 'a path that starts with a slash'],
    ['--eureka.server.eviction-cron=often', 'a cron expression'],
    ['--eureka.client.service-url.defaultZone=localhost:8761', 'http or https URLs'],
    [
      '--eureka.client.service-url=http://a:1/',
      '<name>=<value>, such as eureka.client.service-url.defaultZone=http://',
    ],
    ['--eureka.server.peer-node-read-timeout-ms=fast', 'a whole number'],
    ['--server.port=65536', 'a whole number from 0 to 65535'],
    ['--server.port=1.5', 'a whole number'],
    ['--server.port', '--server.port=<value>'],
  ])('%s is refused: %s', (argument, allowed) => {
    expect(faultsOf({ argv: [argument] })).toMatchObject([{ allowed: expect.stringContaining(allowed) }]);
  });

  it('of placeholders count only where the value is used', () => {
    expect(load({ argv: ['--eureka.server.min-threads-for-peer-replication=${NOPE}', '--x=${NOPE}'] }).port).toBe(8761);
    expect(faultsOf({ argv: ['--server.port=${NOPE}', '--server.address=${server.address}'] })).toMatchObject([
      { code: 'EUREKA_CONFIG_PLACEHOLDER', key: 'server.port', allowed: expect.stringContaining('NOPE') },
      { code: 'EUREKA_CONFIG_PLACEHOLDER', key: 'server.address', allowed: expect.stringContaining('lead back') },
    ]);
  });

  it('name the file and line of broken YAML, and JSON that is none', () => {
    const files = { 'application.yml': 'server:\n  port: 1\n  port: 2' };

    expect(faultsOf({ files, environment: { SPRING_APPLICATION_JSON: '{' } })).toMatchObject([
      { code: 'EUREKA_CONFIG_FILE', origin: 'environment SPRING_APPLICATION_JSON' },
      { code: 'EUREKA_CONFIG_FILE', key: 'application.yml', origin: 'application.yml (line 3)' },
    ]);
  });

  it('name a file that cannot be read or must exist', () => {
    const denied = machineInput({});
    const input = { ...denied, readFile: () => ({ kind: 'unreadable', reason: 'EACCES' }) as const };

    expect(() => loadRegistryConfiguration(input)).toThrow('EACCES');
    expect(faultsOf({ argv: ['--spring.config.location=/etc/none.yml'] })).toMatchObject([{ origin: '/etc/none.yml' }]);
    expect(load({ argv: ['--spring.config.location=optional:/etc/none.yml'] }).port).toBe(8761);
  });

  it.each([
    ['--server.ssl.key-store=classpath:k.p12'],
    ['--server.ssl.enabled=true'],
    ['--server.ssl.certificate=c.pem'],
  ])('refuse %s rather than serve plain text', (argument) => {
    expect(faultsOf({ argv: [argument] })).toMatchObject([{ code: 'EUREKA_CONFIG_TLS' }]);
    expect(load({ argv: [argument, '--server.ssl.enabled=false'] }).port).toBe(8761);
  });

  it('never hold a secret', () => {
    const argv = [
      '--spring.security.user.password={md5}hunter2',
      '--eureka.client.service-url.defaultZone=ftp://user:hunter2@host/,ftp://user:hunter2,/@host/',
      '--eureka.server.my-url=${http://user:hunter2@host}',
      '--eureka.server.max-body-bytes=//user:hunter2@host',
      '--eureka.client.proxy-password=${hunter}',
    ];
    const environment = { SPRING_APPLICATION_JSON: '{"password":"hunter2"' };
    const faults = faultsOf({ argv, environment, files: { 'application.yml': 'password: "a" hunter2' } });

    expect(faults.length).toBeGreaterThanOrEqual(6);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
    expect(faults.find(({ code }) => code === 'EUREKA_CONFIG_PASSWORD')?.value).toBe('***');
  });

  it('have codes that the documents explain', () => {
    const codes = CONFIGURATION_ERROR_CODES.codes.map(({ code }) => code);

    expect(codes).toContain(new ConfigurationError([]).code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
