import type { RegistryOptions } from '@nest-eureka/config';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { describe, expect, it } from '@jest/globals';
import { sampleConfiguration } from '../../spec-support/sample-configuration.js';
import type { ListeningAddress } from './listening-address.js';
import { OwnInstance } from './own-instance.js';

const LISTENING: ListeningAddress = { port: 3000, scheme: 'http' };

function ownInstance(
  options: RegistryOptions,
  address: () => ListeningAddress,
  clock = new ManualClock(),
): OwnInstance {
  return new OwnInstance(sampleConfiguration(options), address, clock);
}

function at(address: ListeningAddress, instance: RegistryOptions['instance'] = {}): InstanceInfo {
  return ownInstance({ instance }, () => address).current();
}

describe('OwnInstance', () => {
  it('is what Spring makes of the configuration, at the port that is listened on', () => {
    const own = ownInstance({ applicationName: 'registry', instance: { metadataMap: { zone: 'a' } } }, () => LISTENING);
    expect(own.current()).toMatchObject({
      instanceId: 'registry.test:registry:8761',
      hostName: 'registry.test',
      ipAddr: '10.0.0.9',
      app: 'REGISTRY',
      vipAddress: 'registry',
      status: 'UP',
      port: { number: 3000, enabled: true },
      securePort: { number: 443, enabled: false },
      homePageUrl: 'http://registry.test:3000/',
      statusPageUrl: 'http://registry.test:3000/actuator/info',
      healthCheckUrl: 'http://registry.test:3000/actuator/health',
      metadata: new Map([
        ['management.port', '3000'],
        ['zone', 'a'],
      ]),
    });
  });

  it('keeps the port, host and URLs that are configured for it', () => {
    const configured = { nonSecurePort: 80, preferIpAddress: true, homePageUrl: 'https://example.com/eureka' };
    expect(at(LISTENING, configured)).toMatchObject({
      port: { number: 80, enabled: true },
      hostName: '10.0.0.9',
      homePageUrl: 'https://example.com/eureka',
      healthCheckUrl: 'http://10.0.0.9:80/actuator/health',
    });
  });

  it.each([
    [{}, 3443],
    [{ securePortEnabled: true }, 3443],
    [{ securePortEnabled: true, securePort: 443 }, 443],
  ])('is secure where the server speaks TLS, configured as %j', (configured, port) => {
    expect(at({ port: 3443, scheme: 'https' }, configured)).toMatchObject({
      port: { enabled: false },
      securePort: { number: port, enabled: true },
      homePageUrl: `https://registry.test:${port}/`,
    });
  });

  it('is the same value while the address stays, and a newer one under the same id when it changes', () => {
    const clock = new ManualClock();
    let address: ListeningAddress = { port: 8761, scheme: 'http' };
    const own = ownInstance({}, () => address, clock);
    const before = own.current();
    clock.advance(10);
    expect(own.current()).toBe(before);
    address = LISTENING;
    const after = own.current();
    expect([after.instanceId, after.port?.number]).toEqual([before.instanceId, 3000]);
    expect(after.lastDirtyTimestamp).toBe((before.lastDirtyTimestamp ?? 0) + 10);
  });
});
