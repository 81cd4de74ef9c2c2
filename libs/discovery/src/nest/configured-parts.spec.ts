import { describe, expect, it } from '@jest/globals';
import { nowhereConfiguration } from '../../spec-support/nowhere-configuration.js';
import { fetcherSettings } from './fetcher-settings.js';
import { ownAddress, ownInfo } from './own-info.js';
import { registrationSettings } from './registration-settings.js';
import { transportSettings } from './transport-settings.js';

describe('the settings of the parts', () => {
  it('are those of the configuration, in ms', () => {
    const configuration = nowhereConfiguration({
      client: {
        registryFetchIntervalSeconds: 7,
        instanceInfoReplicationIntervalSeconds: 8,
        initialInstanceInfoReplicationIntervalSeconds: 9,
        eurekaServerConnectTimeoutSeconds: 2,
        eurekaServerReadTimeoutSeconds: 3,
        disbelieveEmptySeconds: 4,
        eurekaConnectionIdleTimeoutSeconds: 6,
      },
      instance: { leaseRenewalIntervalInSeconds: 5 },
    });
    expect(fetcherSettings(configuration)).toMatchObject({
      intervalMs: 7000,
      disbelieveEmptyMs: 4000,
      firstRetryMs: 1000,
    });
    expect(registrationSettings(configuration)).toMatchObject({
      renewalIntervalMs: 5000,
      replicationIntervalMs: 8000,
      initialReplicationMs: 9000,
      callTimeoutMs: 10_000,
      retry: { initialMs: 1000, maxMs: 5000 },
    });
    expect(transportSettings(configuration)).toMatchObject({
      connectTimeoutMs: 2000,
      readTimeoutMs: 3000,
      idleTimeoutMs: 6000,
      serviceUrls: new Map([['defaultZone', ['http://localhost:8761/eureka/']]]),
    });
  });
});

describe('the own instance', () => {
  const address = { hostName: 'shop.test', ipAddress: '10.0.0.9', machineName: 'machine.test' };

  it.each([
    ['the port of the server', {}, { port: 3000, isSecure: false }, 3000],
    ['its own port before that', { instance: { nonSecurePort: 80 } }, { port: 3000, isSecure: false }, 80],
    ['the configured one where nothing listens', { port: 4711 }, undefined, 4711],
    ['none where nothing is known', {}, undefined, 0],
  ] as const)('has %s', (_name, options, listening, port) => {
    expect(ownInfo(nowhereConfiguration(options), listening, address).port.number).toBe(port);
  });

  it('begins with its initial status and knows its zone', () => {
    const configuration = nowhereConfiguration({
      applicationName: 'shop',
      instance: { initialStatus: 'OUT_OF_SERVICE' },
      client: { region: 'eu', availabilityZones: { eu: ['eu-1', 'eu-2'] } },
    });
    const info = ownInfo(configuration, { port: 3000, isSecure: false }, address);
    expect(info).toMatchObject({ app: 'SHOP', status: 'OUT_OF_SERVICE', instanceId: 'machine.test:shop:3000' });
    expect(info.metadata.get('zone')).toBe('eu-1');
  });

  it('has the address that is set, and else that of the connection to the registry', () => {
    const set = nowhereConfiguration({ instance: { hostname: 'shop.test', ipAddress: '10.1.2.3' } });
    expect(ownAddress(set, '10.0.0.4')).toMatchObject({ hostName: 'shop.test', ipAddress: '10.1.2.3' });
    expect(ownAddress(nowhereConfiguration(), '10.0.0.4')).toMatchObject({ ipAddress: '10.0.0.4' });
  });
});
