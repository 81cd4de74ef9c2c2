import { decodeInstance } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { EurekaInstanceConfig, EurekaPort } from './eureka-config.js';

/** What the machine says where the configuration does not. */
export interface InstanceFallbacks {
  readonly hostName: string;
  readonly ipAddr: string;
}

const DATA_CENTER_CLASSES: Readonly<Record<string, string>> = {
  MyOwn: 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo',
  Amazon: 'com.netflix.appinfo.AmazonInfo',
};

const DATA_CENTERS = ['MyOwn', 'Netflix', 'Amazon'];

function wirePort(port: EurekaPort | undefined): object | undefined {
  if (port === undefined) return undefined;
  if (typeof port !== 'object') return { $: Number(port), '@enabled': 'true' };
  return { $: Number(port.$), '@enabled': String(port['@enabled'] ?? true) };
}

/** `amazon` counts as `Amazon`, as eureka-js-client has it. */
function dataCenterName(name: string | undefined): string {
  return DATA_CENTERS.find((known) => known.toLowerCase() === name?.toLowerCase()) ?? name ?? 'MyOwn';
}

export function isAmazon({ dataCenterInfo }: EurekaInstanceConfig): boolean {
  return dataCenterName(dataCenterInfo?.name) === 'Amazon';
}

/**
 * An instance out of `instance` of a configuration, which is written as on the wire; its status is always UP.
 * Throws a TypeError where the wire would refuse it.
 */
export function instanceOfConfig(config: EurekaInstanceConfig, fallbacks: InstanceFallbacks): InstanceInfo {
  const hostName = config.hostName ?? fallbacks.hostName;
  const withHost = (url: string | undefined): string | undefined => url?.replace('__HOST__', hostName);
  const name = dataCenterName(config.dataCenterInfo?.name);
  const document = {
    ...config,
    hostName,
    ipAddr: config.ipAddr ?? fallbacks.ipAddr,
    status: 'UP',
    port: wirePort(config.port),
    securePort: wirePort(config.securePort),
    statusPageUrl: withHost(config.statusPageUrl),
    healthCheckUrl: withHost(config.healthCheckUrl),
    homePageUrl: withHost(config.homePageUrl),
    dataCenterInfo: {
      '@class': DATA_CENTER_CLASSES[name] ?? DATA_CENTER_CLASSES['MyOwn'],
      ...config.dataCenterInfo,
      name,
    },
  };
  const decoded = decodeInstance(JSON.stringify({ instance: document }), 'json');
  if (!decoded.ok) throw new TypeError(`The "instance" config value cannot be registered: ${decoded.fault.message}`);
  const { value } = decoded;
  // as in the registry, which would otherwise take the host name for an id of Amazon's too
  return value.instanceId === undefined && !isAmazon(config) ? { ...value, instanceId: hostName } : value;
}
