import { Inject, Injectable } from '@nestjs/common';
import type { DiscoveryCore } from '../discovery-core.js';
import { OwnServices } from '../own-services.js';
import { DISCOVERY_CORE } from '../tokens.js';

/** How one registration stands; instants as ISO texts. */
export interface RegistrationHealth {
  readonly state: string;
  readonly lastHeartbeatAt?: string;
  readonly lastFailure?: string;
}

export interface EurekaHealth {
  /** Always up: a registry that is down must not make the applications that use it unready (client.md 1.11). */
  readonly status: 'up';
  readonly registered: boolean;
  /** By service name; empty where nothing is registered. */
  readonly registrations: Readonly<Record<string, RegistrationHealth>>;
  readonly lastFetchAt?: string;
  /** Since when the local copy is older than it should be; absent while it is fresh. */
  readonly staleSince?: string;
  /** Instances known by service. */
  readonly applications: Readonly<Record<string, number>>;
}

/** Tells how the link to the registry is, for Terminus: `() => eureka.isHealthy('eureka')`. */
@Injectable()
export class EurekaHealthIndicator {
  constructor(
    @Inject(DISCOVERY_CORE) private readonly core: DiscoveryCore,
    private readonly own: OwnServices,
  ) {}

  isHealthy<K extends string = 'eureka'>(key: K = 'eureka' as K): Record<K, EurekaHealth> {
    const registrations = this.own.all.map(({ own, registration }) => [own.info.app, registration.report] as const);
    const { lastFetchAt, staleSince } = this.core.fetcher.report;
    const { applications } = this.core.registry.getApplications();
    const health: EurekaHealth = {
      status: 'up',
      registered: registrations.length > 0 && registrations.every(([, { state }]) => state === 'registered'),
      registrations: Object.fromEntries(
        registrations.map(([name, { state, lastHeartbeatAt, lastFailure }]) => [
          name,
          {
            state,
            ...at('lastHeartbeatAt', lastHeartbeatAt),
            ...(lastFailure && { lastFailure: `${new Date(lastFailure.at).toISOString()}: ${lastFailure.message}` }),
          },
        ]),
      ),
      ...at('lastFetchAt', lastFetchAt),
      ...at('staleSince', staleSince),
      applications: Object.fromEntries(
        applications
          .filter(({ instances }) => instances.length > 0)
          .map(({ name, instances }) => [name, instances.length]),
      ),
    };
    return { [key]: health } as Record<K, EurekaHealth>;
  }
}

function at(name: string, instant: number | undefined): Readonly<Record<string, string>> {
  return instant === undefined ? {} : { [name]: new Date(instant).toISOString() };
}
