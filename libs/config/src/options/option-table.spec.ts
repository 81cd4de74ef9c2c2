import { describe, expect, it } from '@jest/globals';
import { load, loadClient } from '../../fixtures/input.js';
import { squash } from '../sources/property-name.js';
import { findOption, OPTIONS, whyUnused } from './option-table.js';
import type { TableOption } from './option-table.js';

/** A value that the type of an option takes. */
function sampleOf({ type, defaults }: TableOption): string {
  const byDefault = defaults.modern;
  return ['boolean', 'number', 'string'].includes(typeof byDefault) && byDefault !== ''
    ? String(byDefault)
    : (['1', 'x', '/x', '{}', 'http://a:1/'].find((text) => type.read(text).kind === 'value') ?? '');
}

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
      const hasReason = option.for.every((audience) => (option.unused[audience] ?? '') !== '');
      expect([option.key, isUsed || hasReason]).toEqual([option.key, true]);
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

  it.each([
    ['registry', load],
    ['discovery', loadClient],
  ] as const)('reports to the %s every key without effect that is set, with its reason', (audience, loadFor) => {
    const isEurekas = ({ key }: TableOption): boolean => audience === 'registry' || /^(eureka|spring.cloud)/.test(key);
    const unused = OPTIONS.filter((option) => whyUnused(option, audience) !== undefined && isEurekas(option));
    const argv = unused
      .filter(({ shape }) => shape === 'single' || shape === 'list')
      .map((option) => `--${option.key}=${sampleOf(option)}`);

    const { notices } = loadFor({ argv });
    const reported = notices.filter(({ kind }) => kind !== 'hint');
    expect(reported.map(({ kind, key }) => `${kind} ${key}`)).toEqual(
      argv.map((argument) => `known-unused ${argument.slice(2).replace(/=.*/, '')}`),
    );
    expect(reported.every(({ text }) => /because \w/.test(text))).toBe(true);
  });
});
