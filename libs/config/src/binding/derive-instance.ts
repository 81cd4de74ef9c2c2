import type { HostFacts } from '../configuration-input.js';
import type { InstanceSettings } from '../options/instance-options.js';
import type { RegistryInstanceConfiguration } from '../registry-configuration.js';

/** What an instance is derived from. */
export interface InstanceSurroundings {
  /** `spring.application.name` */
  readonly applicationName: string | undefined;
  /** `server.port` */
  readonly port: number;
  readonly host: HostFacts;
  /** `spring.application.instance_id` */
  readonly applicationInstanceId: string | undefined;
  /** `vcap.application.instance_id` of Cloud Foundry */
  readonly cloudFoundryInstanceId: string | undefined;
}

/** Fills in what is not configured, as Spring Cloud does (client.md 4.1, 4.2). */
export function deriveInstance(
  settings: InstanceSettings,
  registry: RegistryInstanceConfiguration['registry'],
  around: InstanceSurroundings,
): RegistryInstanceConfiguration {
  const { applicationName, host, port } = around;
  const ipAddress = settings.ipAddress ?? host.ipAddress;
  // the id names the machine, whatever host name is configured
  const idParts = [host.hostname, applicationName, around.applicationInstanceId ?? String(port)];
  const idOfHost = idParts.filter((part) => part !== undefined && part !== '').join(':');
  return {
    ...settings,
    hostname: settings.preferIpAddress ? ipAddress : (settings.hostname ?? host.hostname),
    ipAddress,
    appname: settings.appname ?? applicationName ?? 'unknown',
    instanceId: settings.instanceId ?? around.cloudFoundryInstanceId ?? idOfHost,
    nonSecurePort: settings.nonSecurePort ?? port,
    securePort: settings.securePort ?? (settings.securePortEnabled ? port : 443),
    virtualHostName: settings.virtualHostName ?? applicationName ?? 'unknown',
    secureVirtualHostName: settings.secureVirtualHostName ?? applicationName ?? 'unknown',
    registry,
  };
}
