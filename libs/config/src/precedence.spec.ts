import { describe, expect, it } from '@jest/globals';
import { load } from '../fixtures/input.js';
import type { FakeMachine } from '../fixtures/input.js';

/** Every place a port can come from, lowest first, each with a port of its own. */
const places: readonly (readonly [string, FakeMachine])[] = [
  ['config/application.yaml', { files: { 'config/application.yaml': 'server.port: 1001' } }],
  ['config/application.yml', { files: { 'config/application.yml': 'server.port: 1002' } }],
  ['config/application.properties', { files: { 'config/application.properties': 'server.port=1003' } }],
  ['application.yml', { files: { 'application.yml': 'server.port: 1004' } }],
  ['application.properties', { files: { 'application.properties': 'server.port=1005' } }],
  ['config/application-a.yml', { files: { 'config/application-a.yml': 'server.port: 1006' } }],
  ['application-a.yml', { files: { 'application-a.yml': 'server.port: 1007' } }],
  ['config/application-b.yml', { files: { 'config/application-b.yml': 'server.port: 1008' } }],
  ['PORT in .env', { files: { '.env': 'PORT=1009' } }],
  ['PORT in the environment', { environment: { PORT: '1010' } }],
  ['SERVER_PORT in the environment', { environment: { SERVER_PORT: '1011' } }],
  ['SPRING_APPLICATION_JSON', { environment: { SPRING_APPLICATION_JSON: '{"server":{"port":1012}}' } }],
  ['the command line', { argv: ['--server.port=1013'] }],
  ['options in code', { options: { port: 1014 } }],
];

function together(machines: readonly FakeMachine[]): FakeMachine {
  return {
    files: Object.assign({}, ...machines.map(({ files }) => files)) as Record<string, string>,
    environment: Object.assign({ SPRING_PROFILES_ACTIVE: 'a,b' }, ...machines.map(({ environment }) => environment)),
    argv: machines.flatMap(({ argv = [] }) => argv),
    options: Object.assign({}, ...machines.map(({ options }) => options)),
  };
}

describe('the order of the sources', () => {
  it.each(places.map(([name], at) => [name, at] as const))('%s wins over everything before it', (_, at) => {
    const machines = places.slice(0, at + 1).map(([, machine]) => machine);

    expect(load(together(machines)).port).toBe(1001 + at);
  });

  it('has the default where no source says anything', () => {
    expect(load({})).toMatchObject({ port: 8761, address: undefined, contextPath: '', sources: [] });
  });

  it('takes SERVER_PORT over PORT in one source, whichever stands first', () => {
    expect(load({ environment: { SERVER_PORT: '2', PORT: '1' } }).port).toBe(2);
  });

  it('names what was read in its order', () => {
    const { sources } = load({
      files: {
        '.env': 'SERVER_PORT=1',
        'config/application.yml': 'a: 1\n---\nb: 2',
        'application-a.properties': 'x=1',
      },
      environment: { SPRING_PROFILES_ACTIVE: 'a', HOME: '/root', EUREKA_SERVER_INSECURE: 'true' },
      argv: ['--verbose'],
      options: { maxBodyDepth: 5 },
    });

    expect(sources).toEqual([
      'config/application.yml',
      'application-a.properties',
      '.env',
      'environment (SPRING_PROFILES_ACTIVE, EUREKA_SERVER_INSECURE)',
      'options in code',
    ]);
  });
});

describe('where files are looked for', () => {
  it('reads only the locations that are named', () => {
    const files = { 'application.yml': 'server.port: 1', '/etc/registry/application.yml': 'server.address: 10.0.0.1' };
    const { port, address } = load({ files, argv: ['--spring.config.location=file:/etc/registry/'] });

    expect({ port, address }).toEqual({ port: 8761, address: '10.0.0.1' });
  });

  it('lets an additional location win, with its profiles', () => {
    const files = {
      'application-p.yml': 'server.port: 1',
      '/etc/r.yml': 'server.port: 2',
      '/etc/r-p.yml': 'server.port: 3',
    };
    const environment = { SPRING_CONFIG_ADDITIONALLOCATION: '/etc/r.yml', SPRING_PROFILES_ACTIVE: 'p' };

    expect(load({ files, environment }).port).toBe(3);
  });

  it('takes another name of the files', () => {
    const files = { 'application.yml': 'server.port: 1', 'eureka.yml': 'server.port: 2' };

    expect(load({ files, argv: ['--spring.config.name=eureka'] }).port).toBe(2);
  });

  it('says that imports are not read', () => {
    const { notices } = load({ files: { 'application.yml': 'spring.config.import: "optional:configserver:"' } });

    expect(notices).toMatchObject([{ kind: 'known-unused', key: 'spring.config.import' }]);
  });
});

describe('options in code', () => {
  it('have flat names, groups, and paths of Spring', () => {
    const configuration = load({
      options: {
        port: 0,
        contextPath: '/ctx/',
        evictionIntervalTimerInMs: 5,
        allowedHosts: ['a', 'b'],
        client: { serviceUrl: { defaultZone: ['http://a:1/eureka', 'http://b:2/eureka'] } },
        instance: { metadataMap: new Map([['management.port', '9']]) },
        dashboard: { path: 'page' },
        eureka: { server: { 'max-body-depth': 3 } },
        'eureka.server.max-body-bytes': 4,
        'spring.application.name': 'code',
      },
    });

    expect(configuration).toMatchObject({
      port: 0,
      contextPath: '/ctx',
      applicationName: 'code',
      server: { evictionIntervalTimerInMs: 5, allowedHosts: ['a', 'b'], maxBodyDepth: 3, maxBodyBytes: 4 },
      dashboard: { enabled: true, path: '/page' },
      client: { registerWithEureka: true, registerWithEurekaIsExplicit: false },
      notices: [],
    });
    expect(configuration.client.serviceUrl.get('defaultZone')).toEqual(['http://a:1/eureka/', 'http://b:2/eureka/']);
    expect([...configuration.instance.metadataMap]).toEqual([['management.port', '9']]);
  });

  it('names the flat key that is nearest to an unknown one', () => {
    const options = { evictionIntervalTimerInMS: 5, evictionIntervalTimer: 5 };

    expect(load({ options }).notices).toMatchObject([
      { key: 'eureka.server.evictionIntervalTimer', text: expect.stringContaining('eviction-interval-timer-in-ms') },
    ]);
  });
});
