import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import { urlHost } from '@nest-eureka/transport';
import { plain } from '../plain.js';
import { fault, note, warning, well } from './finding.js';
import type { Findings } from './finding.js';
import { plural } from './wire.js';

/** Names are looked up for so many hosts at the most. */
export const HOSTS_LOOKED_UP = 50;

/** True: the name is known on this machine. */
export type LookUp = (hostName: string) => Promise<boolean>;

/** What a Spring gateway or load balancer here would route to: services by VIP, their UP instances, by host name (client.md 5). */
export async function gateway({ applications }: Applications, lookUp: LookUp): Promise<Findings> {
  const instances = applications.flatMap((application) => application.instances);
  if (instances.length === 0) return [note('gateway', 'a Spring gateway would see no service: nothing is registered')];
  const services = servicesOf(instances);
  const callable = instances.filter((instance) => instance.status === 'UP' && instance.vipAddress);
  const missing = [...services].filter(([, { up }]) => up === 0).map(([name]) => name);
  const findings = [
    well(
      'gateway',
      `a Spring gateway would see ${plural(services.size, 'service')} with ${plural(callable.length, 'instance')} to call`,
    ),
    ...(missing.length === 0 ? [] : [warning('gateway', `without an instance that is UP: ${listed(missing)}`)]),
  ];
  const nameless = instances.filter((instance) => !instance.vipAddress);
  if (nameless.length > 0) {
    findings.push(
      warning('gateway', `no VIP address, so nobody finds them by name: ${listed(nameless.map(instanceIdOf))}`),
    );
  }
  const portless = callable.filter(({ port, securePort }) => !port.enabled && !securePort.enabled);
  if (portless.length > 0) findings.push(fault('gateway', `no enabled port: ${listed(portless.map(instanceIdOf))}`));
  return [...findings, ...(await unknownHosts(callable, lookUp))];
}

/** Where an instance is called: by TLS where its secure port is enabled (client.md 5.3). */
export function uriOf({ hostName = '', port, securePort }: InstanceInfo): string {
  return securePort.enabled
    ? `https://${urlHost(hostName)}:${securePort.number}`
    : `http://${urlHost(hostName)}:${port.number}`;
}

function servicesOf(instances: readonly InstanceInfo[]): ReadonlyMap<string, { readonly up: number }> {
  const services = new Map<string, { up: number }>();
  for (const { app, status } of instances) {
    const service = services.get(app.toLowerCase()) ?? { up: 0 };
    if (status === 'UP') service.up += 1;
    services.set(app.toLowerCase(), service);
  }
  return services;
}

async function unknownHosts(callable: readonly InstanceInfo[], lookUp: LookUp): Promise<Findings> {
  const hosts = [...new Set(callable.map(({ hostName = '' }) => hostName))].slice(0, HOSTS_LOOKED_UP);
  const known = await Promise.all(hosts.map(lookUp));
  const unknown = hosts.filter((_, index) => !known[index]);
  if (unknown.length === 0)
    return [well('host-names', `every host name is known here (${plural(hosts.length, 'host')})`)];
  const remedy = 'callers here cannot reach them; eureka.instance.prefer-ip-address=true on those instances helps';
  return [warning('host-names', `not known on this machine: ${listed(unknown)}; ${remedy}`)];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(plain).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
