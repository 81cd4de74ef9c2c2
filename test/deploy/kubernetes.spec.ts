import { describe, expect, it } from '@jest/globals';
import { startRegistry } from '../support/registry-server.js';
import { configurationOf, documentsOf, isThere, VARIABLES } from './manifests.js';

type Labels = Readonly<Record<string, string>>;
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly startupProbe: Probe;
  readonly securityContext: { readonly readOnlyRootFilesystem: boolean };
}
interface StatefulSet {
  readonly kind: string;
  readonly spec: {
    readonly serviceName: string;
    readonly selector: { readonly matchLabels: Labels };
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number };
        readonly containers: readonly Container[];
      };
    };
  };
}
interface Service {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly clusterIP?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly selector: Labels;
    readonly ports: readonly { readonly port: number; readonly targetPort: string }[];
  };
}

const FOLDER = 'deploy/kubernetes';
const [statefulSet, budget] = documentsOf(`${FOLDER}/registry.yaml`) as [StatefulSet, StatefulSet];
const services = documentsOf(`${FOLDER}/services.yaml`) as readonly Service[];
const { template, selector, serviceName } = statefulSet.spec;
const [container] = template.spec.containers as [Container];

/** As a kubelet makes it: `$(NAME)` of what stands before. */
function environmentOf({ env }: Container): Record<string, string> {
  const known: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    const given = valueFrom === undefined ? (value ?? '') : name === 'POD_IP' ? '10.0.0.1' : 'pa-ss';
    known[name] = given.replace(/\$\((\w+)\)/g, (all, other: string) => known[other] ?? all);
  }
  return known;
}

describe('deploy/kubernetes', () => {
  it('names the files that are there', () => {
    const [kustomization] = documentsOf(`${FOLDER}/kustomization.yaml`) as readonly { readonly resources: string[] }[];
    expect(kustomization?.resources).toEqual(['services.yaml', 'registry.yaml']);
    expect(kustomization?.resources.filter((file) => !isThere(`${FOLDER}/${file}`))).toEqual([]);
  });

  it('sets variables that the server has, and nothing that it reports', () => {
    const names = container.env.map(({ name }) => name).filter((name) => name !== 'POD_IP');
    expect(names.filter((name) => !VARIABLES.has(name))).toEqual([]);
    const { notices, users, server, instance } = configurationOf(environmentOf(container));
    expect(notices).toEqual([]);
    expect(users.map(({ name }) => name)).toEqual(['eureka']);
    expect(server.peersByAddress).toBe(true);
    expect(instance.hostname).toBe('10.0.0.1');
  });

  it('finds the peers behind a headless service that lists them before they are ready', () => {
    const url = new URL(environmentOf(container)['EUREKA_CLIENT_SERVICEURL_DEFAULTZONE'] ?? '');
    expect([url.hostname, url.password, url.port]).toEqual([serviceName, 'pa-ss', '8761']);
    const headless = services.find(({ metadata }) => metadata.name === serviceName);
    expect(headless?.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  });

  it('allows the names of its services as hosts', () => {
    const { allowedHosts } = configurationOf(environmentOf(container)).server;
    expect(allowedHosts).toEqual(services.map(({ metadata }) => metadata.name));
  });

  it('joins services, pods and budget by the same labels and ports', () => {
    const { labels } = template.metadata;
    expect([selector.matchLabels, budget.spec.selector.matchLabels]).toEqual([labels, labels]);
    const { port } = configurationOf(environmentOf(container));
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    for (const { spec } of services) {
      expect(spec.selector).toEqual(labels);
      expect(spec.ports).toEqual([expect.objectContaining({ port, targetPort: 'http' })]);
    }
  });

  it('runs as nobody special on a file system that it cannot write', () => {
    expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
  });

  it('probes what answers without credentials', async () => {
    const server = await startRegistry({ users: [{ name: 'eureka', password: 'pa-ss', roles: ['admin'] }] });
    const probes = [container.readinessProbe, container.livenessProbe, container.startupProbe];
    for (const { httpGet } of probes) {
      expect(httpGet.port).toBe('http');
      expect((await server.get(httpGet.path)).status).toBe(200);
    }
    // the kubelet names the pod's address as the host
    const { path } = container.readinessProbe.httpGet;
    expect((await server.get(path, { host: `10.0.0.1:${server.port}` })).status).toBe(200);
    await server.close();
  });
});
