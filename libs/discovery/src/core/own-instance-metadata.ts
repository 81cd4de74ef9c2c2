import type { InstanceInfo } from '@nest-eureka/protocol';
import type { OwnInstanceFacts } from './own-instance-facts.js';

/**
 * The configured metadata without empty entries, which Java does not register either, and what is added where it is not
 * there: the management port, unless it is not known yet, and the zone (client.md 4.1, 4.3).
 */
export function ownMetadata(
  configured: ReadonlyMap<string, string>,
  { port, securePort }: Pick<InstanceInfo, 'port' | 'securePort'>,
  { managementPort = port.enabled ? port.number : securePort.number, zone }: OwnInstanceFacts,
): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  if (managementPort > 0) metadata.set('management.port', String(managementPort));
  if (zone) metadata.set('zone', zone);
  for (const [key, value] of configured) {
    if (value !== '') metadata.set(key, value);
  }
  return metadata;
}
