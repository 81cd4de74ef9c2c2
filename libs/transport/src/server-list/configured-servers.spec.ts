import { describe, expect, it } from '@jest/globals';
import { settingsFor } from '../../spec-support/settings.js';
import { configuredServers } from './configured-servers.js';

const ZONES = new Map([['us-east-1', ['z1', 'z2', 'z3']]]);

describe('configuredServers (ConfigClusterResolverTest)', () => {
  it('reads all URLs of all zones, own zone first', () => {
    const serviceUrls = new Map([
      ['z2', ['http://c:1/eureka', 'http://d:1/eureka/']],
      ['z1', ['http://a:1/eureka/ , https://user:secret@b/eureka']],
      ['z3', ['http://e/', 'http://f/']],
    ]);
    const { endpoints, unreadable } = configuredServers(settingsFor([], { serviceUrls, availabilityZones: ZONES }));
    expect(endpoints.map(({ zone, url }) => `${zone} ${url}`)).toEqual([
      'z1 http://a:1/eureka/',
      'z1 https://b/eureka/',
      'z2 http://c:1/eureka/',
      'z2 http://d:1/eureka/',
      'z3 http://e/',
      'z3 http://f/',
    ]);
    expect(endpoints.map(({ authorization }) => authorization !== undefined)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(unreadable).toEqual([]);
  });

  it.each([
    ['missing', new Map([['defaultZone', ['http://d/']]])],
    [
      'empty',
      new Map([
        ['z1', ['']],
        ['z2', []],
        ['z3', [' ']],
        ['defaultZone', ['http://d/']],
      ]),
    ],
  ])('takes those of defaultZone, once, for zones whose entry is %s', (_what, serviceUrls) => {
    const { endpoints } = configuredServers(settingsFor([], { serviceUrls, availabilityZones: ZONES }));
    expect(endpoints.map(({ url }) => url)).toEqual(['http://d/']);
  });

  it('is empty when defaultZone is', () => {
    expect(configuredServers(settingsFor([''])).endpoints).toEqual([]);
  });

  it('leaves out what is no URL and does not repeat its password', () => {
    const { endpoints, unreadable } = configuredServers(
      settingsFor(['user:secret@a:8761/eureka', 'http://b/', 'ftp://user:secret@c/', 'nonsense']),
    );
    expect(endpoints.map(({ url }) => url)).toEqual(['http://b/']);
    expect(unreadable).toEqual(['***@a:8761/eureka', '***@c/', 'nonsense']);
  });
});
