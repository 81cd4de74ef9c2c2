import { hostname } from 'node:os';
import { instanceIdOf } from '@nest-eureka/protocol';
import { onceEach } from '../../balancing/malformed-reports.js';
import { ownZone } from '../../balancing/zones/own-zone.js';
import { RegistryInstances } from '../../http/registry-instances.js';
import { ServiceCallers } from '../../http/service-callers.js';
import { overlaid } from '../../http/overlaid.js';
import { settingsFaults } from '../../http/service-settings.js';
import type { ApplicationInfoManager } from '../application-info-manager.js';
import type { DiscoveryCore } from '../discovery-core.js';
import type { DiscoveryModuleOptions } from '../discovery-module-options.js';
import { serviceSettingsOf } from './calling-options.js';
import { ConfiguredSettings } from './keys/configured-settings.js';
import { asException } from './service-unavailable.exceptions.js';
import { ServiceSettingsError } from './service-settings-error.js';
import type { CallSurroundings } from './watching/call-surroundings.js';

/** What calls services by name, over the local copy of the registry and the configured list. */
export function createServiceCallers(
  { configuration, registry, discovery, fetcher, events, clock, random, log }: DiscoveryCore,
  manager: ApplicationInfoManager,
  { calling = {} }: Pick<DiscoveryModuleOptions, 'calling'>,
  { context, around, metrics }: CallSurroundings,
): ServiceCallers {
  const { instance, client, loadBalancer } = configuration;
  const zone = ownZone({
    configured: loadBalancer.zone,
    approximateFromHostname: loadBalancer.approximateZoneFromHostname,
    hostName: instance.hostname ?? hostname(),
    metadataZone: instance.metadataMap.get('zone'),
    availabilityZones: client.availabilityZones.get(client.region),
  });
  const settings = serviceSettingsOf(calling);
  const faults = settingsFaults(settings);
  if (faults.length > 0) throw new ServiceSettingsError('all services', faults);
  const configured = new ConfiguredSettings(loadBalancer);
  const usual = overlaid({ loadBalancer: { zone } }, configured.forAll());
  const callers = new ServiceCallers(overlaid(usual, settings), {
    configured: (service) => configured.of(service),
    source: new RegistryInstances(registry, discovery, () => fetcher.report.source !== 'none'),
    clock,
    random,
    get instanceId() {
      return manager.info === undefined ? '' : instanceIdOf(manager.info);
    },
    asThrown: asException,
    ...(context && { context }),
    around,
    onEjected: (service, { cause }) => metrics?.ejected(service, cause),
    onProbed: (change) => {
      const event = { type: 'probe-changed', at: clock.now(), ...change } as const;
      log.event(change.instanceId, event);
      events.next(event);
    },
    listeners: {
      onMalformed: onceEach(({ app, instanceId, key, value, expected }) =>
        log.warn(
          `${app}/${instanceId} has the metadata ${key}=${value}, which is not ${expected}; it counts as absent`,
        ),
      ),
      onEjected: ({ id, cause, untilAt }) => {
        const seconds = Math.ceil((untilAt - clock.monotonic()) / 1000);
        const why = cause === 'failures' ? 'calls to it failed' : 'it is much slower than the others';
        log.warn(`${id} gets no calls for ${seconds} s, as ${why}`);
      },
      onRuleFailure: (error) => log.warn(`a load balancing rule threw, and the default rule picks: ${String(error)}`),
    },
  });
  metrics?.watch(() => callers.states());
  return callers;
}
