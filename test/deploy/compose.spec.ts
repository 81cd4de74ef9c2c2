import { describe, expect, it } from '@jest/globals';
import { configurationOf, documentsOf, VARIABLES } from './manifests.js';

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly hostname: string;
        readonly read_only: boolean;
        readonly ports: readonly string[];
        readonly environment: Readonly<Record<string, string>>;
      }
    >
  >;
}

const [compose] = documentsOf('deploy/compose.yaml') as readonly Compose[];
const services = Object.entries(compose?.services ?? {});

/** As compose puts variables of its own surroundings in. */
function started(environment: Readonly<Record<string, string>>): Record<string, string> {
  const substituted = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(/\$\{(\w+)(?::\?[^}]*)?\}/g, (_all, variable: string) =>
      variable === 'EUREKA_PASSWORD' ? 'pa-ss' : `no ${variable}`,
    ),
  ]);
  return Object.fromEntries(substituted) as Record<string, string>;
}

describe('deploy/compose.yaml', () => {
  it('sets variables that the server has, and nothing that it reports', () => {
    expect(services).toHaveLength(3);
    for (const [, { environment }] of services) {
      expect(Object.keys(environment).filter((name) => !VARIABLES.has(name))).toEqual([]);
      const configuration = configurationOf(started(environment));
      expect(configuration.notices).toEqual([]);
      expect(configuration.users.map(({ name }) => name)).toEqual(['eureka']);
    }
  });

  it('gives every node the URLs of all, by the name that it has', () => {
    for (const [name, { hostname, environment }] of services) {
      const { EUREKA_INSTANCE_HOSTNAME, EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: urls = '' } = started(environment);
      expect([hostname, EUREKA_INSTANCE_HOSTNAME]).toEqual([name, name]);
      const hosts = urls.split(',').map((url) => new URL(url));
      expect(hosts.map((url) => url.hostname)).toEqual(services.map(([other]) => other));
      for (const { username, password, port, pathname } of hosts) {
        expect([username, password, port, pathname]).toEqual(['eureka', 'pa-ss', '8761', '/eureka/']);
      }
      const { allowedHosts } = configurationOf(started(environment)).server;
      expect(allowedHosts).toEqual(expect.arrayContaining([name, 'localhost']));
    }
  });

  it('publishes the port that the server listens on, and lets it write nothing', () => {
    for (const [, { ports, environment, read_only: isReadOnly }] of services) {
      const { port } = configurationOf(started(environment));
      expect(ports.map((mapping) => mapping.split(':')[1])).toEqual([String(port)]);
      expect(isReadOnly).toBe(true);
    }
  });
});
