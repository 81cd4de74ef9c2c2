import { describe, expect, it } from '@jest/globals';
import { fixture, load } from '../fixtures/input.js';

const peers = fixture('two-peers', 'application.yml', 'application-peer1.yml', 'application-peer2.yml');
const nodes = fixture('three-nodes', 'application.yml');

describe('the configurations of the tutorials', () => {
  it.each([
    ['peer1', 8777, 'http://peer2:8666/eureka/'],
    ['peer2', 8666, 'http://peer1:8777/eureka/'],
  ])('runs %s of two peers from its profile file', (profile, port, other) => {
    const configuration = load({ files: peers, argv: [`--spring.profiles.active=${profile}`] });

    expect(configuration).toMatchObject({
      port,
      applicationName: 'eureka-server',
      instance: { hostname: profile, instanceId: `eureka-server:10.0.0.7:${port}`, appname: 'eureka-server' },
      client: { registerWithEureka: true, registerWithEurekaIsExplicit: true, fetchRegistry: true },
      profiles: [profile],
      sources: ['application.yml', `application-${profile}.yml`, 'command line'],
      notices: [],
    });
    expect([...configuration.client.serviceUrl]).toEqual([['defaultZone', [other]]]);
  });

  it.each([
    ['node1', 7001],
    ['node2', 7002],
    ['node3', 7003],
  ])('runs %s of three nodes from its document', (profile, port) => {
    const configuration = load({ files: nodes, environment: { SPRING_PROFILES_ACTIVE: profile } });

    expect(configuration).toMatchObject({ port, instance: { hostname: profile } });
    expect(configuration.client.serviceUrl.get('defaultZone')).toEqual([
      'http://node1:7001/eureka/',
      'http://node2:7002/eureka/',
      'http://node3:7003/eureka/',
    ]);
  });

  it.each([
    ['application.yml', 'standalone'],
    ['application.properties', 'standalone-properties'],
  ])('runs a single server from %s', (name, folder) => {
    const configuration = load({ files: fixture(folder, name) });

    expect(configuration).toMatchObject({
      port: 8762,
      instance: { hostname: 'localhost', nonSecurePort: 8762 },
      client: { registerWithEureka: false, fetchRegistry: false },
      server: { waitTimeInMsWhenSyncEmpty: 0, enableSelfPreservation: false },
      notices: [],
    });
    expect(configuration.client.serviceUrl.get('defaultZone')).toEqual(['http://localhost:8762/eureka/']);
  });

  it('understands what Netflix calls a key and names the one of Spring', () => {
    const { server, instance, notices } = load({
      files: {
        'application.yml': `
eureka:
  shouldUseReadOnlyResponseCache: true
  server:
    numberRegistrySyncRetries: 3
    defaultOpenForTrafficCount: 7
`,
      },
    });

    expect(server.useReadOnlyResponseCache).toBe(true);
    expect(instance.registry.defaultOpenForTrafficCount).toBe(7);
    expect(notices.map(({ kind, key }) => [kind, key])).toEqual([
      ['spelling', 'eureka.shouldUseReadOnlyResponseCache'],
      ['spelling', 'eureka.server.numberRegistrySyncRetries'],
      ['spelling', 'eureka.server.defaultOpenForTrafficCount'],
    ]);
    expect(notices[0]?.text).toContain('eureka.server.use-read-only-response-cache');
  });

  it('names the nearest key for one that nobody has', () => {
    const { notices } = load({ argv: ['--eureka.server.evacuation-interval-timer-in-ms=1000'] });

    expect(notices).toEqual([
      {
        kind: 'unknown',
        key: 'eureka.server.evacuation-interval-timer-in-ms',
        origin: 'command line',
        text: 'unknown key; the nearest known one is eureka.server.eviction-interval-timer-in-ms',
      },
    ]);
  });
});
