import { describe, expect, it } from '@jest/globals';
import { decodeInstance, encodeInstance } from '@nest-eureka/protocol';
import { buildOwnInstance } from './build-own-instance.js';
import type { OwnInstanceConfiguration, OwnInstanceFacts } from './own-instance-facts.js';

/** As an application named orders is configured that sets nothing. */
function configuration(changes: Partial<OwnInstanceConfiguration> = {}): OwnInstanceConfiguration {
  return {
    appname: 'orders',
    appGroupName: undefined,
    instanceId: undefined,
    nonSecurePort: undefined,
    nonSecurePortEnabled: true,
    securePort: undefined,
    securePortEnabled: false,
    virtualHostName: 'orders',
    secureVirtualHostName: 'orders',
    homePageUrl: undefined,
    homePageUrlPath: '/',
    statusPageUrl: undefined,
    statusPageUrlPath: '/actuator/info',
    healthCheckUrl: undefined,
    healthCheckUrlPath: '/actuator/health',
    secureHealthCheckUrl: undefined,
    leaseRenewalIntervalInSeconds: 30,
    leaseExpirationDurationInSeconds: 90,
    metadataMap: new Map(),
    ...changes,
  };
}

function facts(changes: Partial<OwnInstanceFacts> = {}): OwnInstanceFacts {
  return { port: 8080, hostName: 'host', ipAddress: '10.0.0.5', ...changes };
}

type Configured = Partial<OwnInstanceConfiguration>;
type Known = Partial<OwnInstanceFacts>;

describe('buildOwnInstance', () => {
  it('registers a plain application as Spring would', () => {
    const instance = buildOwnInstance(configuration(), facts({ machineName: 'box' }));
    expect(instance).toMatchObject({
      instanceId: 'box:orders:8080',
      app: 'ORDERS',
      hostName: 'host',
      ipAddr: '10.0.0.5',
      status: 'STARTING',
      overriddenStatus: 'UNKNOWN',
      port: { number: 8080, enabled: true },
      securePort: { number: 443, enabled: false },
      vipAddress: 'orders',
      secureVipAddress: 'orders',
      dataCenterInfo: { name: 'MyOwn' },
      leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 90 },
      metadata: new Map([['management.port', '8080']]),
      homePageUrl: 'http://host:8080/',
      statusPageUrl: 'http://host:8080/actuator/info',
      healthCheckUrl: 'http://host:8080/actuator/health',
      secureHealthCheckUrl: undefined,
    });
  });

  it('builds what a registry reads as it was written', () => {
    const instance = buildOwnInstance(configuration({ appGroupName: 'shop', aSGName: 'asg' }), facts({ zone: 'a' }));
    const decoded = decodeInstance(encodeInstance(instance, { format: 'json', detail: 'full', version: 'v2' }), 'json');
    expect(decoded).toEqual({ ok: true, value: instance });
  });

  it.each<[string, Configured, Known, port: string, securePort: string]>([
    ['where the server listens', {}, { port: 3000 }, '3000 on', '443 off'],
    ['where the server listens, for port 0', { nonSecurePort: 0 }, { port: 49_152 }, '49152 on', '443 off'],
    ['as it is set, whatever the server does', { nonSecurePort: 80 }, { port: 3000 }, '80 on', '443 off'],
    ['not offered', { nonSecurePortEnabled: false }, { port: 3000 }, '3000 off', '443 off'],
    ['beside a secure one', { securePortEnabled: true }, { port: 3000 }, '3000 on', '443 on'],
    ['beside a secure one that is set', { securePort: 8443, securePortEnabled: true }, {}, '8080 on', '8443 on'],
    ['beside a secure one that is not offered', { securePort: 8443 }, {}, '8080 on', '8443 off'],
    ['of a server with TLS', {}, { port: undefined, securePort: 3443 }, '3443 off', '3443 on'],
    ['before a server with TLS', { nonSecurePort: 80 }, { port: undefined, securePort: 3443 }, '80 on', '3443 on'],
    ['of no server', {}, { port: undefined }, '0 off', '443 off'],
  ])('has the port %s', (_, configured, known, port, securePort) => {
    const instance = buildOwnInstance(configuration(configured), facts(known));
    const shown = [instance.port, instance.securePort].map(
      ({ number, enabled }) => `${number} ${enabled ? 'on' : 'off'}`,
    );
    expect(shown).toEqual([port, securePort]);
  });

  it.each<[string, Configured, Known, id: string]>([
    ['machine, application, port', {}, { machineName: 'box' }, 'box:orders:8080'],
    ['host name where the machine has none', {}, {}, 'host:orders:8080'],
    ['the set port', { nonSecurePort: 80 }, {}, 'host:orders:80'],
    ['the secure port where it is the only one', {}, { port: undefined, securePort: 3443 }, 'host:orders:3443'],
    ['no application where it has no name', { appname: 'unknown' }, {}, 'host:8080'],
    ['no port where there is none', {}, { port: undefined }, 'host:orders'],
    ['the instance id of the application', { applicationInstanceId: 'blue' }, {}, 'host:orders:blue'],
    ['the metadata', { metadataMap: new Map([['instanceId', 'meta']]) }, {}, 'meta'],
    [
      'what is set, before all',
      { instanceId: 'set', applicationInstanceId: 'blue', metadataMap: new Map([['instanceId', 'meta']]) },
      {},
      'set',
    ],
  ])('takes its id from %s', (_, configured, known, id) => {
    expect(buildOwnInstance(configuration(configured), facts(known)).instanceId).toBe(id);
  });

  it.each<[Known, secure: boolean, url: string, secureUrl: string | undefined]>([
    [{ port: 7777, contextPath: '/' }, false, 'http://host:7777/health', undefined],
    [{ port: 7777, managementPort: 8888, contextPath: '/' }, false, 'http://host:8888/health', undefined],
    [{ port: 7777, managementPort: 8888, contextPath: '/Server' }, false, 'http://host:8888/health', undefined],
    [
      { port: 7777, managementPort: 8888, contextPath: '/Server', managementPath: '/Management' },
      false,
      'http://host:8888/Management/health',
      undefined,
    ],
    [
      { port: 7777, contextPath: '/Server', managementPath: '/Management' },
      false,
      'http://host:7777/Server/Management/health',
      undefined,
    ],
    [
      { port: 7777, contextPath: '/', managementPath: '/Management' },
      false,
      'http://host:7777/Management/health',
      undefined,
    ],
    [{ port: 7777, contextPath: '/Server' }, false, 'http://host:7777/Server/health', undefined],
    [{ port: 7777, managementPort: 7777, contextPath: '/Server' }, false, 'http://host:7777/Server/health', undefined],
    [
      { port: 7777, managementPort: 8888, contextPath: '/', managementPath: '/Management' },
      true,
      'http://host:8888/Management/health',
      'https://host:8888/Management/health',
    ],
    [{ port: 7777, contextPath: '/Server' }, true, 'http://host:7777/Server/health', 'https://host:443/Server/health'],
    [{ port: 7777, hostName: '2001:db8::5' }, false, 'http://[2001:db8::5]:7777/health', undefined],
  ])('builds health URLs from %j', (known, securePortEnabled, url, secureUrl) => {
    const paths = { healthCheckUrlPath: 'health', statusPageUrlPath: 'info' };
    const instance = buildOwnInstance(configuration({ ...paths, securePortEnabled }), facts(known));
    expect([instance.healthCheckUrl, instance.secureHealthCheckUrl]).toEqual([url, secureUrl]);
    expect(instance.statusPageUrl).toBe(url.replace('/health', '/info'));
  });

  it.each<[string, Known]>([
    ['no port is known', { port: undefined }],
    ['the management port is not known', { managementPort: 0 }],
  ])('has no status and health URLs while %s', (_, known) => {
    const { statusPageUrl, healthCheckUrl } = buildOwnInstance(configuration(), facts(known));
    expect([statusPageUrl, healthCheckUrl]).toEqual([undefined, undefined]);
  });

  it('writes set URLs with its own host name, and each health URL only with its port', () => {
    const urls = {
      homePageUrl: 'https://shop.example/',
      statusPageUrl: 'http://${eureka.hostname}:9/info',
      healthCheckUrl: 'http://${eureka.hostname}/h',
      secureHealthCheckUrl: 'https://${eureka.hostname}/h',
    };
    const both = buildOwnInstance(configuration({ ...urls, securePortEnabled: true }), facts({ hostName: '::5' }));
    expect(both).toMatchObject({
      homePageUrl: 'https://shop.example/',
      statusPageUrl: 'http://[::5]:9/info',
      healthCheckUrl: 'http://[::5]/h',
      secureHealthCheckUrl: 'https://[::5]/h',
    });
    const none = buildOwnInstance(configuration({ ...urls, nonSecurePortEnabled: false }), facts());
    expect([none.healthCheckUrl, none.secureHealthCheckUrl]).toEqual([undefined, undefined]);
  });

  it('leads to the secure port where the plain one is not offered', () => {
    const { homePageUrl, statusPageUrl } = buildOwnInstance(
      configuration(),
      facts({ port: undefined, securePort: 3443 }),
    );
    expect([homePageUrl, statusPageUrl]).toEqual(['https://host:3443/', 'https://host:3443/actuator/info']);
  });

  it('has no URL for an empty path, and keeps the slash at the end of another', () => {
    const paths = { homePageUrlPath: '', statusPageUrlPath: '', healthCheckUrlPath: '/health/' };
    const instance = buildOwnInstance(configuration(paths), facts());
    expect([instance.homePageUrl, instance.statusPageUrl, instance.healthCheckUrl]).toEqual([
      undefined,
      undefined,
      'http://host:8080/health/',
    ]);
  });

  it.each<[string, Configured, Known, Record<string, string>]>([
    ['its management port', {}, { managementPort: 9000 }, { 'management.port': '9000' }],
    ['no management port that is not known', {}, { managementPort: 0 }, {}],
    ['the port as it is set', { metadataMap: new Map([['management.port', '1']]) }, {}, { 'management.port': '1' }],
    ['its zone', {}, { zone: 'zone-a' }, { 'management.port': '8080', zone: 'zone-a' }],
    [
      'the zone as it is set',
      { metadataMap: new Map([['zone', 'b']]) },
      { zone: 'a' },
      { 'management.port': '8080', zone: 'b' },
    ],
    [
      'no empty entries',
      {
        metadataMap: new Map([
          ['a', ''],
          ['b', '1'],
        ]),
      },
      {},
      { 'management.port': '8080', b: '1' },
    ],
  ])('tells in its metadata %s', (_, configured, known, entries) => {
    const { metadata } = buildOwnInstance(configuration(configured), facts(known));
    expect(Object.fromEntries(metadata)).toEqual(entries);
  });

  it('is UP from its first moment when it is told so, with names in upper case', () => {
    const instance = buildOwnInstance(configuration({ instanceEnabledOnit: true, appGroupName: 'shop' }), facts());
    expect([instance.status, instance.appGroupName, instance.vipAddress]).toEqual(['UP', 'SHOP', 'orders']);
  });
});
