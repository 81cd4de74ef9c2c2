import type { InstanceInfo } from '@nest-eureka/protocol';
import { anInstance } from './an-instance.js';

/** An instance as a test names it: as the registry has it, or by where it listens, such as `http://127.0.0.1:3001`. */
export type FakeInstance = InstanceInfo | string;

/** Instances by the name of their service. */
export type FakeServices = Readonly<Record<string, readonly FakeInstance[]>>;

/** The instances of a service as the registry has them; one that is given by its address has the id `<service>-<port>`. */
export function instancesOfService(service: string, instances: readonly FakeInstance[]): readonly InstanceInfo[] {
  return instances.map((instance) => {
    const info = typeof instance === 'string' ? instanceAt(service, new URL(instance)) : instance;
    const name = service.toLowerCase();
    return { ...info, app: service.toUpperCase(), vipAddress: name, secureVipAddress: name };
  });
}

function instanceAt(service: string, { protocol, hostname, port }: URL): InstanceInfo {
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  if (protocol !== 'https:') return anInstance({ app: service, hostName: host, port: Number(port || 80) });
  const number = Number(port || 443);
  const { port: plain, ...info } = anInstance({ app: service, hostName: host, port: number });
  return { ...info, port: { ...plain, enabled: false }, securePort: { number, enabled: true } };
}
