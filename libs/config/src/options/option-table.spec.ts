import { describe, expect, it } from '@jest/globals';
import { load } from '../../fixtures/input.js';
import { squash } from '../sources/property-name.js';
import { findOption, OPTIONS, whyUnused } from './option-table.js';

describe('the option table', () => {
  it('has every key once', () => {
    const keys = OPTIONS.map(({ key }) => squash(key));

    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('says of every option what it is, in one sentence', () => {
    for (const { key, sentence } of OPTIONS) {
      expect(`${key}: ${sentence}`).toMatch(/^[\w.-]+: [^\n]+\.$/);
    }
  });

  it('gives nothing to nobody: every option is used by somebody or says why not', () => {
    for (const option of OPTIONS) {
      const isUsed = option.for.some((audience) => whyUnused(option, audience) === undefined);
      expect([option.key, isUsed || (option.unused ?? '') !== '']).toEqual([option.key, true]);
    }
  });

  it.each(
    OPTIONS.filter(({ shape }) => shape === 'single').flatMap(({ key, type, defaults }) =>
      [...new Set(Object.values(defaults))]
        .filter((value) => value !== undefined && value !== '')
        .map((value) => [key, value, type] as const),
    ),
  )('reads the default of %s, %s, as the same value', (_, value, type) => {
    expect(type.read(String(value))).toEqual({ kind: 'value', value });
  });

  it('finds every option by its key and by its variable', () => {
    for (const { key, variable } of OPTIONS) {
      expect(findOption(key, false)).toMatchObject({ option: { key }, via: 'key' });
      expect(findOption(variable, true)).toMatchObject({ option: { key }, via: 'key' });
    }
  });

  it.each([
    ['eureka.shouldUseReadOnlyResponseCache', 'eureka.server.use-read-only-response-cache'],
    ['eureka.server.shouldUseReadOnlyResponseCache', 'eureka.server.use-read-only-response-cache'],
    ['eureka.numberRegistrySyncRetries', 'eureka.server.registry-sync-retries'],
    ['eureka.asgQueryTimeoutMs', 'eureka.server.a-s-g-query-timeout-ms'],
    ['eureka.rateLimiter.burstSize', 'eureka.server.rate-limiter-burst-size'],
    ['eureka.registration.enabled', 'eureka.client.register-with-eureka'],
    ['eureka.lease.duration', 'eureka.instance.lease-expiration-duration-in-seconds'],
    ['eureka.disableDelta', 'eureka.server.disable-delta'],
    ['eureka.client.disableDelta', 'eureka.client.disable-delta'],
    [
      'eureka.server.expectedNumberOfRenewsPerMin',
      'eureka.instance.registry.expected-number-of-clients-sending-renews',
    ],
    ['eureka.client.service-url.defaultZone', 'eureka.client.service-url'],
    ['eureka.server.users[3].name', 'eureka.server.users'],
    ['eureka.server.experimental.x.y', 'eureka.server.experimental'],
  ])('finds %s as %s', (name, key) => {
    expect(findOption(name, false)?.option.key).toBe(key);
  });

  it.each(['eureka.server.nothing', 'eureka.server.insecure.more', 'eureka', 'server.portal'])(
    'does not find %s',
    (name) => {
      expect(findOption(name, false)).toBeUndefined();
    },
  );

  it('reports every key without effect that is set, with its reason', () => {
    const unused = OPTIONS.filter((option) => whyUnused(option, 'registry') !== undefined);
    const argv = unused
      .filter(({ shape }) => shape === 'single' || shape === 'list')
      .map(({ key, defaults, type }) => `--${key}=${type.name === 'text' ? 'x' : String(defaults.modern)}`);

    const reported = load({ argv }).notices.map(({ kind, key }) => `${kind} ${key}`);
    expect(reported).toEqual(argv.map((argument) => `known-unused ${argument.slice(2).replace(/=.*/, '')}`));
  });
});
