import { describe, expect, it } from '@jest/globals';
import { load } from '../fixtures/input.js';

describe('variables', () => {
  it.each([
    'EUREKA_SERVER_ENABLESELFPRESERVATION',
    'EUREKA_SERVER_ENABLE_SELF_PRESERVATION',
    'eureka_server_enableSelfPreservation',
    'eureka.server.enableSelfPreservation',
    'eureka.server.enable-self-preservation',
  ])('%s names the key', (name) => {
    const { server, notices } = load({ environment: { [name]: 'false' } });

    expect(server.enableSelfPreservation).toBe(false);
    expect(notices).toEqual([]);
  });

  it.each([
    'EUREKA_CLIENT_SERVICEURL_DEFAULTZONE',
    'EUREKA_CLIENT_SERVICE_URL_DEFAULT_ZONE',
    'EUREKA_CLIENT_SERVICEURL_DefaultZone',
    'eureka.client.serviceUrl.defaultZone',
  ])('%s is the default zone', (name) => {
    const { client } = load({ environment: { [name]: 'http://a:1/eureka,http://b:2/eureka/' } });

    expect([...client.serviceUrl]).toEqual([['defaultZone', ['http://a:1/eureka/', 'http://b:2/eureka/']]]);
  });

  it('take the spelling of a zone from the file', () => {
    const { client } = load({
      files: { 'application.yml': 'eureka.client.service-url:\n  eastZone: http://a:1/\n  west-1: http://b:1/' },
      environment: { EUREKA_CLIENT_SERVICEURL_EASTZONE: 'http://c:1/', EUREKA_CLIENT_SERVICEURL_WEST_1: 'http://d:1/' },
    });

    expect([...client.serviceUrl]).toEqual([
      ['eastZone', ['http://c:1/']],
      ['west-1', ['http://d:1/']],
    ]);
  });

  it('name metadata in lower case, and elements of lists by number', () => {
    const { instance, server } = load({
      environment: {
        EUREKA_INSTANCE_METADATAMAP_ZONE: 'z',
        EUREKA_INSTANCE_METADATA_MAP_MANAGEMENT_PORT: '9',
        EUREKA_SERVER_ALLOWEDHOSTS_0: 'a',
        EUREKA_SERVER_ALLOWEDHOSTS_1: 'b',
      },
    });

    expect([...instance.metadataMap]).toEqual([
      ['zone', 'z'],
      ['management.port', '9'],
    ]);
    expect(server.allowedHosts).toEqual(['a', 'b']);
  });

  it('of Kubernetes for a service called eureka are neither taken nor reported', () => {
    const { instance, notices } = load({
      environment: {
        EUREKA_PORT: 'tcp://10.0.0.1:8761',
        EUREKA_SERVICE_HOST: '10.0.0.1',
        EUREKA_SERVER_PORT: 'tcp://10.0.0.1:8761',
        EUREKA_SERVER_PORT_8761_TCP_ADDR: '10.0.0.1',
        EUREKA_SERVER_SERVICE_PORT: '8761',
      },
    });

    expect(instance.nonSecurePort).toBe(8761);
    expect(notices).toEqual([]);
  });

  it('that nobody has are reported with the nearest one', () => {
    const { notices } = load({ environment: { EUREKA_SERVER_ENABLE_SELFPRESERVATON: 'x', EUREKA_HOME: '/opt' } });

    expect(notices).toMatchObject([
      { kind: 'unknown', text: expect.stringContaining('EUREKA_SERVER_ENABLESELFPRESERVATION') },
    ]);
  });
});

describe('dotted keys', () => {
  it.each([
    'eureka.server.eviction-interval-timer-in-ms',
    'eureka.server.evictionIntervalTimerInMs',
    'eureka.server.eviction_interval_timer_in_ms',
    'EUREKA.SERVER.EVICTIONINTERVALTIMERINMS',
  ])('--%s names the key', (key) => {
    expect(load({ argv: [`--${key}=7`] }).server.evictionIntervalTimerInMs).toBe(7);
  });

  it('keep the spelling of metadata', () => {
    const yaml = 'eureka.instance.metadata-map:\n  myKey: 1\n  my-key: 2\n  a.b: 3\n  none: ""\n  "[x/y]": " z "';

    expect([...load({ files: { 'application.yml': yaml } }).instance.metadataMap]).toEqual([
      ['myKey', '1'],
      ['my-key', '2'],
      ['a.b', '3'],
      ['x/y', ' z '],
    ]);
  });

  it('point at a zone that is nearly the default one', () => {
    const { client, notices } = load({ argv: ['--eureka.client.service-url.default-zone=http://a:1/'] });

    expect([...client.serviceUrl.keys()]).toEqual(['default-zone']);
    expect(notices).toMatchObject([{ kind: 'spelling', text: expect.stringContaining('defaultZone') }]);
  });

  it('of the own making are not reported when a placeholder asks for them', () => {
    const yaml = 'eureka:\n  port: 9000\n  host: h\nserver.port: ${eureka.port}\nserver.address: ${eureka.host}';
    const { port, instance, notices } = load({ files: { 'application.yml': yaml } });

    expect({ port, ownPort: instance.nonSecurePort, notices }).toEqual({ port: 9000, ownPort: 9000, notices: [] });
  });

  it('outside eureka are nobody of ours', () => {
    expect(load({ argv: ['--management.port=x', '--logging.level.root=debug', 'stray', '-x'] }).notices).toEqual([]);
  });

  it("take Netflix's zones for Spring's", () => {
    const { client } = load({ files: { 'application.properties': 'eureka.serviceUrl.default=http://a:1/eureka' } });

    expect([...client.serviceUrl]).toEqual([['defaultZone', ['http://a:1/eureka/']]]);
  });
});

describe('values', () => {
  it.each(['true', 'on', 'yes', '1', 'TRUE'])('%s is true', (word) => {
    expect(load({ argv: [`--eureka.server.insecure=${word}`] }).server.insecure).toBe(true);
  });

  it.each(['false', 'off', 'no', '0'])('%s is false', (word) => {
    expect(load({ argv: [`--eureka.dashboard.enabled=${word}`] }).dashboard.enabled).toBe(false);
  });

  it('are true for a bare flag and the default for a blank', () => {
    const { server, port } = load({ argv: ['--eureka.server.insecure', '--server.port='] });

    expect({ insecure: server.insecure, port }).toEqual({ insecure: true, port: 8761 });
  });

  it('of placeholders come from machine, environment and other sources', () => {
    const yaml = `
spring.application.name: registry
eureka.instance:
  hostname: \${spring.cloud.client.hostname}.local
  instance-id: \${spring.application.name}:\${random.value}
  appname: \${MY_APP:fallback}
`;
    const { instance } = load({ files: { 'application.yml': yaml }, environment: { MY_APP: 'mine' } });

    expect(instance).toMatchObject({
      hostname: 'machine.local',
      instanceId: `registry:${'8'.repeat(32)}`,
      appname: 'mine',
    });
  });
});
