import { describe, expect, it } from '@jest/globals';
import { load } from '../fixtures/input.js';

describe('the two sets of defaults', () => {
  const netflix = ['--eureka.server.defaults=netflix'];

  it('differ where architecture section 5 says so', () => {
    expect(load({}).server).toMatchObject({
      defaults: 'modern',
      leaseExpiry: 'exact',
      selfPreservationMode: 'modern',
      evictionIntervalTimerInMs: 1000,
      useReadOnlyResponseCache: false,
    });
    expect(load({ argv: netflix }).server).toMatchObject({
      defaults: 'netflix',
      leaseExpiry: 'twice',
      selfPreservationMode: 'netflix',
      evictionIntervalTimerInMs: 60000,
      useReadOnlyResponseCache: true,
    });
  });

  it("have one key of the other set each, so that one rule of Netflix's can be had alone", () => {
    const { server } = load({ argv: ['--eureka.server.lease-expiry=twice'] });

    expect(server).toMatchObject({ defaults: 'modern', leaseExpiry: 'twice', selfPreservationMode: 'modern' });
  });

  it('know peers only from a configuration in modern mode', () => {
    const { client } = load({});

    expect({ ...client, serviceUrl: [...client.serviceUrl] }).toMatchObject({
      serviceUrl: [],
      registerWithEureka: false,
      registerWithEurekaIsExplicit: false,
    });
    expect(load({ argv: ['--eureka.client.service-url.east=http://a:1/'] }).client.registerWithEureka).toBe(true);
  });

  it("have Spring's service URL in netflix mode, beside the zones that are configured", () => {
    const { client } = load({ argv: [...netflix, '--eureka.client.service-url.east=http://a:1/'] });

    expect(client.registerWithEureka).toBe(true);
    expect([...client.serviceUrl]).toEqual([
      ['defaultZone', ['http://localhost:8761/eureka/']],
      ['east', ['http://a:1/']],
    ]);
  });
});

describe('the own instance', () => {
  it('is derived from machine, application and port', () => {
    expect(load({ argv: ['--server.port=1', '--spring.application.name=app'] }).instance).toMatchObject({
      hostname: 'machine',
      ipAddress: '10.0.0.7',
      appname: 'app',
      virtualHostName: 'app',
      secureVirtualHostName: 'app',
      instanceId: 'machine:app:1',
      nonSecurePort: 1,
      securePort: 443,
      leaseRenewalIntervalInSeconds: 30,
      leaseExpirationDurationInSeconds: 90,
      statusPageUrlPath: '/actuator/info',
      healthCheckUrlPath: '/actuator/health',
      homePageUrlPath: '/',
    });
  });

  it('leaves out of its id what is missing, and takes an instance id of the application', () => {
    expect(load({}).instance).toMatchObject({ appname: 'unknown', instanceId: 'machine:8761' });
    expect(load({ argv: ['--spring.application.instance_id=7'] }).instance.instanceId).toBe('machine:7');
  });

  it('shows its address in place of its name when that is preferred', () => {
    const argv = ['--eureka.instance.prefer-ip-address=true', '--eureka.instance.hostname=named'];

    expect(load({ argv }).instance.hostname).toBe('10.0.0.7');
  });

  it('offers the port of the server over TLS when TLS is switched on', () => {
    expect(load({ argv: ['--eureka.instance.secure-port-enabled=true'] }).instance.securePort).toBe(8761);
  });
});

describe('a configuration', () => {
  it('is frozen to the bottom', () => {
    const configuration = load({});

    expect(Object.isFrozen(configuration)).toBe(true);
    expect(Object.isFrozen(configuration.server)).toBe(true);
    expect(Object.isFrozen(configuration.instance.registry)).toBe(true);
    expect(Object.isFrozen(configuration.notices)).toBe(true);
  });

  it('does not share what it hands out with the next one', () => {
    const first = load({}).instance.metadataMap as Map<string, string>;
    first.set('k', 'v');

    expect(load({}).instance.metadataMap.size).toBe(0);
  });
});
