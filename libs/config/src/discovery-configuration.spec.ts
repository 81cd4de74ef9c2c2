import { describe, expect, it } from '@jest/globals';
import { loadClient } from '../fixtures/input.js';

describe('the configuration of a client', () => {
  it("has Spring's defaults", () => {
    const configuration = loadClient({});

    expect(configuration).toMatchObject({
      enabled: true,
      port: undefined,
      contextPath: '',
      managementPort: undefined,
      instance: {
        appname: 'unknown',
        hostname: undefined,
        instanceId: undefined,
        nonSecurePort: undefined,
        leaseRenewalIntervalInSeconds: 30,
        leaseExpirationDurationInSeconds: 90,
        initialStatus: 'UP',
        instanceEnabledOnit: false,
        handleSignals: true,
        drain: { enabled: true, status: 'DOWN', waitSeconds: 5, deadlineSeconds: 30 },
      },
      client: {
        registerWithEureka: true,
        fetchRegistry: true,
        region: 'us-east-1',
        registryFetchIntervalSeconds: 30,
        connectTimeoutMs: 5_000,
        readTimeoutMs: 8_000,
        sessionMs: 1_200_000,
        quarantineRefreshShare: 0.66,
        filterOnlyUpInstances: true,
        failFast: { registration: false, fetch: false },
        dns: undefined,
        proxy: undefined,
        tls: undefined,
        maxAnswerBytes: 104_857_600,
      },
    });
    expect([...configuration.client.serviceUrl]).toEqual([['defaultZone', ['http://localhost:8761/eureka/']]]);
  });

  it('takes options in code before the command line, that before the environment, that before files', () => {
    const files = { 'application.yml': 'eureka.client: { region: file, order: 1, prefer-same-zone-eureka: false }' };
    const environment = { EUREKA_CLIENT_REGION: 'environment', EUREKA_CLIENT_ORDER: '2' };
    const argv = ['--eureka.client.region=command-line'];
    const options = { client: { region: 'code' } };

    expect(loadClient({ files, environment, argv, options }).client).toMatchObject({
      region: 'code',
      order: 2,
      preferSameZoneEureka: false,
    });
    expect(loadClient({ files, environment, argv }).client.region).toBe('command-line');
    expect(loadClient({ files, environment }).client.region).toBe('environment');
    expect(loadClient({ files }).client.region).toBe('file');
  });

  it('takes the same option nested, dotted, and as tree of Spring', () => {
    const ways = [
      { client: { transport: { sessionedClientReconnectIntervalSeconds: 7 } } },
      { 'eureka.client.transport.sessioned-client-reconnect-interval-seconds': 7 },
      { eureka: { client: { transport: { 'sessioned-client-reconnect-interval-seconds': 7 } } } },
    ] as const;

    expect(ways.map((options) => loadClient({ options }).client.sessionMs)).toEqual([7_000, 7_000, 7_000]);
  });

  it('is frozen to the bottom', () => {
    const { client, instance } = loadClient({});

    expect([client, client.failFast, instance, instance.drain].every((part) => Object.isFrozen(part))).toBe(true);
  });

  it.each([
    ['--eureka.client.enabled=false', { enabled: false }],
    ['--spring.cloud.discovery.enabled=false', { enabled: false }],
    [
      '--spring.cloud.service-registry.auto-registration.enabled=false',
      { enabled: true, client: { registerWithEureka: false, fetchRegistry: true } },
    ],
    ['--management.server.port=9000', { managementPort: 9_000 }],
    ['--management.server.servlet.context-path=/manage/', { managementPath: '/manage' }],
    ['--spring.cloud.loadbalancer.zone=east', { loadBalancer: { zone: 'east', approximateZoneFromHostname: false } }],
    [
      '--spring.cloud.inetutils.ignored-interfaces=docker.*,veth.*',
      { inetutils: { ignoredInterfaces: ['docker.*', 'veth.*'] } },
    ],
    ['--eureka.instance.a-s-g-name=group', { instance: { aSGName: 'group' } }],
    ['--eureka.traffic.enabled=true', { instance: { instanceEnabledOnit: true } }],
    ['--eureka.client.healthcheck.enabled=true', { client: { healthcheckEnabled: true } }],
  ])('honours %s', (argument, expected) => {
    expect(loadClient({ argv: [argument] })).toMatchObject(expected);
  });
});

describe('the name of an application', () => {
  const manifest = { 'package.json': '{ "name": "@shop/orders" }' };

  it.each([
    [{ options: { instance: { appname: 'given' }, applicationName: 'spring' } }, 'given', 'spring'],
    [{ options: { applicationName: 'spring' }, environment: { APP_NAME: 'app' } }, 'spring', 'spring'],
    [{ environment: { APP_NAME: 'app' }, files: manifest }, 'app', 'app'],
    [{ files: manifest }, 'orders', 'orders'],
    [{ files: { 'package.json': 'no json' } }, 'unknown', 'unknown'],
    [{ options: { instance: { appname: 'given' } } }, 'given', 'given'],
  ])('is taken from the first place that says it: %j', (machine, appname, virtualHostName) => {
    expect(loadClient(machine).instance).toMatchObject({ appname, virtualHostName });
  });

  it('is missed aloud, unless nothing is registered', () => {
    const silent = loadClient({ options: { client: { registerWithEureka: false } } });

    expect(loadClient({}).notices).toMatchObject([{ kind: 'hint', key: 'spring.application.name' }]);
    expect(silent.notices).toEqual([]);
  });
});

describe('the own instance of a client', () => {
  it('has metadata from one JSON text, which single entries win over', () => {
    const environment = {
      EUREKA_INSTANCE_METADATA_JSON: '{ "myZone": "east", "weight": 3, "zone": "west" }',
      EUREKA_INSTANCE_METADATAMAP_ZONE: 'north',
    };

    expect([...loadClient({ environment }).instance.metadataMap]).toEqual([
      ['myZone', 'east'],
      ['weight', '3'],
      ['zone', 'north'],
    ]);
  });

  it('takes its port only from who says one', () => {
    expect(loadClient({ environment: { PORT: '3000' } }).port).toBe(3_000);
    expect(loadClient({ options: { port: 0 } }).port).toBe(0);
    expect(loadClient({ environment: { PORT: String.raw`\\.\pipe\host` } }).port).toBeUndefined();
  });

  it('warns of a lease that runs out between two renewals, and of a wait that does not fit', () => {
    const options = {
      applicationName: 'a',
      instance: { leaseRenewalIntervalInSeconds: 90, drain: { waitSeconds: 40 } },
    };

    expect(loadClient({ options }).notices.map(({ key, kind }) => [kind, key])).toEqual([
      ['hint', 'eureka.instance.lease-renewal-interval-in-seconds'],
      ['hint', 'eureka.instance.drain.deadline-seconds'],
    ]);
  });
});

describe('what belongs to the host application', () => {
  const options = { applicationName: 'a' };

  it('is neither checked nor reported', () => {
    const configuration = loadClient({
      options,
      argv: ['--port=x', '--watch', 'serve', '--server.address=::1'],
      environment: { SERVER_KEEPALIVE: 'x', SPRING_SECURITY_USER_PASSWORD: 's', LOG_LEVEL: 'debug' },
      files: { 'application.yml': 'shop.currency: ${UNKNOWN}' },
    });

    expect(configuration.notices).toEqual([]);
  });

  it('does not hide a key of Eureka that nobody knows, or that only a registry uses', () => {
    const argv = ['--eureka.client.regoin=x', '--eureka.server.enable-self-preservation=false'];

    expect(loadClient({ options, argv }).notices).toEqual([
      {
        kind: 'unknown',
        key: 'eureka.client.regoin',
        origin: 'command line',
        text: 'unknown key; the nearest known one is eureka.client.region',
      },
      {
        kind: 'known-unused',
        key: 'eureka.server.enable-self-preservation',
        origin: 'command line',
        text: 'known, not used here, because it is used by the registry',
      },
    ]);
  });
});
