import { describe, expect, it } from '@jest/globals';
import { instanceIdOf } from '@nest-eureka/protocol';
import { instanceOfConfig } from './instance-of-config.js';
import { wireInstance } from './wire-instance.js';

const fallbacks = { hostName: 'machine', ipAddr: '10.0.0.7' };
const config = { app: 'jqservice', port: 8080, vipAddress: 'jq', dataCenterInfo: { name: 'MyOwn' } };

describe('an instance of a configuration of eureka-js-client', () => {
  it('is UP, has the id of its host, and what the machine says', () => {
    expect(instanceOfConfig(config, fallbacks)).toMatchObject({
      app: 'JQSERVICE',
      instanceId: 'machine',
      hostName: 'machine',
      ipAddr: '10.0.0.7',
      status: 'UP',
      port: { number: 8080, enabled: true },
      dataCenterInfo: { name: 'MyOwn' },
    });
  });

  it.each([
    [8080, { number: 8080, enabled: true }],
    ['8080', { number: 8080, enabled: true }],
    [{ $: 8080 }, { number: 8080, enabled: true }],
    [
      { $: '8080', '@enabled': true },
      { number: 8080, enabled: true },
    ],
    [{ $: 8080, '@enabled': 'false' } as const, { number: 8080, enabled: false }],
  ])('has its port from %j', (port, expected) => {
    expect(instanceOfConfig({ ...config, port }, fallbacks).port).toEqual(expected);
  });

  it('has everything else that the wire knows', () => {
    const more = {
      instanceId: 'i-1',
      metadata: { zone: 'east' },
      leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: 3 },
      securePort: { $: 8443, '@enabled': 'true' } as const,
      healthCheckUrl: 'http://__HOST__:8077/healthcheck',
    };
    const instance = instanceOfConfig({ ...config, ...more }, fallbacks);

    expect(instance).toMatchObject({
      instanceId: 'i-1',
      securePort: { number: 8443, enabled: true },
      leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: 3 },
      healthCheckUrl: 'http://machine:8077/healthcheck',
    });
    expect(instance.metadata.get('zone')).toBe('east');
  });

  it("takes its id from Amazon's metadata", () => {
    const dataCenterInfo = { name: 'amazon', metadata: { 'instance-id': 'i-42' } };

    expect(instanceIdOf(instanceOfConfig({ ...config, dataCenterInfo }, fallbacks))).toBe('i-42');
  });

  it('is refused where the wire would refuse it', () => {
    expect(() => instanceOfConfig({ ...config, leaseInfo: 'soon' }, fallbacks)).toThrow(TypeError);
  });

  it("is given back as the wire's JSON, the same object each time", () => {
    const instance = instanceOfConfig(config, fallbacks);

    expect(wireInstance(instance)).toMatchObject({ app: 'JQSERVICE', port: { $: 8080, '@enabled': 'true' } });
    expect(wireInstance(instance)).toBe(wireInstance(instance));
  });
});
