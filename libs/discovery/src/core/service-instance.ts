import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';

/** One instance of a service, wherever it is known from (client.md 5.3). Two of the same id are the same instance. */
export interface ServiceInstance {
  readonly instanceId: string;
  /** The application's name, in upper case when it comes from a registry. */
  readonly serviceId: string;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly scheme: 'http' | 'https';
  /** `scheme://host:port`, without a path. */
  readonly uri: string;
  readonly metadata: ReadonlyMap<string, string>;
  /** What the registry has; undefined for an instance from elsewhere. */
  readonly instanceInfo: InstanceInfo | undefined;
}

/** An instance of the registry as callers see it: by its secure port where that is enabled, for every caller. */
export function toServiceInstance(info: InstanceInfo): ServiceInstance {
  const secure = info.securePort.enabled;
  // Java leaves a host that was never registered empty; the address is what can be called then
  const host = info.hostName ?? info.ipAddr ?? '';
  const port = secure ? info.securePort.number : info.port.number;
  const scheme = secure ? 'https' : 'http';
  return {
    instanceId: instanceIdOf(info),
    serviceId: info.app,
    host,
    port,
    secure,
    scheme,
    uri: serviceUri(scheme, host, port),
    metadata: info.metadata,
    instanceInfo: info,
  };
}

/** A port that is none gives that of the scheme; an IPv6 address stands in brackets. */
export function serviceUri(scheme: 'http' | 'https', host: string, port: number): string {
  const usualPort = scheme === 'https' ? 443 : 80;
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `${scheme}://${bracketed}:${port > 0 ? port : usualPort}`;
}
