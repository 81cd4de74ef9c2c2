import { describe, expect, it } from '@jest/globals';
import type { EurekaConfig } from './eureka-config.js';
import { resolveEurekaConfig } from './resolve-eureka-config.js';
import { transportSettingsOf } from './transport-settings-of.js';

function settingsOf(config: EurekaConfig) {
  const eureka = { registerWithEureka: false, host: 'h', port: 1, ...config.eureka };
  const around = { workingDirectory: '/nowhere', environment: {}, readFile: () => undefined };
  const settings = transportSettingsOf(resolveEurekaConfig({ ...config, eureka }, around));
  const zones = settings.availabilityZones.get(settings.region);
  return { ...settings, servers: zones?.map((zone) => [zone, settings.serviceUrls.get(zone)]) };
}

const zoned = {
  availabilityZones: { east: ['east-1', 'east-2'], west: ['west-1'] },
  serviceUrls: {
    'east-1': ['http://a/apps/'],
    'east-2': 'http://b/apps,http://c',
    'west-1': ['http://d/eureka/apps/'],
  },
};

describe('the registries of a configuration of eureka-js-client', () => {
  it.each([
    [{}, 'http://h:1/eureka/v2/'],
    [{ servicePath: '/eureka/apps/' }, 'http://h:1/eureka/'],
    [{ servicePath: '/apps' }, 'http://h:1/'],
    [{ servicePath: '/eureka/v2' }, 'http://h:1/eureka/v2/'],
    [{ ssl: true }, 'https://h:1/eureka/v2/'],
    [{ serviceUrls: { default: ['http://x/eureka/v2/apps/'] } }, 'http://x/eureka/v2/'],
  ])('by %j are at %s', (eureka, url) => {
    expect(settingsOf({ eureka }).servers).toEqual([['default', [url]]]);
  });

  it('are those of the region that is named, else of all', () => {
    expect(settingsOf({ eureka: { ...zoned, ec2Region: 'west' } }).servers).toEqual([['west-1', ['http://d/eureka/']]]);
    expect(settingsOf({ eureka: zoned }).servers?.map(([zone]) => zone)).toEqual(['east-1', 'east-2', 'west-1']);
  });

  it('begin with the zone of the instance, unless told otherwise', () => {
    const instance = { dataCenterInfo: { name: 'Amazon', metadata: { 'availability-zone': 'east-2' } } };
    const eureka = { ...zoned, ec2Region: 'east' };

    expect(settingsOf({ instance, eureka }).servers).toEqual([
      ['east-2', ['http://b/', 'http://c/']],
      ['east-1', ['http://a/']],
    ]);
    expect(settingsOf({ instance, eureka: { ...eureka, preferSameZone: false } }).servers?.[0]?.[0]).toBe('east-1');
  });

  it('are found by DNS', () => {
    const eureka = {
      useDns: true,
      ec2Region: 'east',
      clusterRefreshInterval: 5,
      host: 'eureka.example.org',
      port: 7001,
    };

    expect(settingsOf({ eureka })).toMatchObject({
      region: 'east',
      dns: { domain: 'eureka.example.org', port: 7001, context: 'eureka/v2' },
      serviceUrlPollIntervalMs: 5,
    });
    expect(() => settingsOf({ eureka: { useDns: true } })).toThrow('EC2 region was undefined');
  });
});
