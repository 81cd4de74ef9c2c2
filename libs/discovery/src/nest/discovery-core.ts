import type { Subject } from 'rxjs';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import type { RegistryCalls } from '@nest-eureka/transport';
import type { ClientEvent } from '../core/client-event.js';
import type { CompositeDiscoveryClient } from '../core/composite-discovery-client.js';
import type { LocalRegistry } from '../core/local-registry.js';
import type { RegistryFetcher } from '../core/registry-fetcher.js';
import type { ChangeStream } from '../core/watch/change-stream.js';
import type { DiscoveryLog } from './discovery-log.js';

/** The parts of the client that there are one of, whatever the application registers. */
export interface DiscoveryCore {
  readonly configuration: DiscoveryConfiguration;
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly log: DiscoveryLog;
  readonly calls: RegistryCalls;
  readonly registry: LocalRegistry;
  readonly fetcher: RegistryFetcher;
  /** Undefined where changes are learnt of by fetches alone. */
  readonly stream: ChangeStream | undefined;
  /** Of fetches and of all registrations. */
  readonly events: Subject<ClientEvent>;
  readonly discovery: CompositeDiscoveryClient;
}
