import type { Provider } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { MeasuresSharing } from '../../replication/measures/measures-sharing.js';
import { Peers } from '../../replication/peers/peers.js';
import { AuditKeeping } from '../audit-keeping.js';
import { Exchange } from '../replication/exchange.js';
import { REGISTRY_AUDIT, REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE } from '../tokens.js';
import { createMeasuresSharing } from './create-measures-sharing.js';

/** What operators need beside the core. */
export const OPERATIONS_PROVIDERS: readonly Provider[] = [
  { provide: MeasuresSharing, inject: [REGISTRY_CORE, Peers, Exchange], useFactory: createMeasuresSharing },
  {
    provide: REGISTRY_AUDIT,
    inject: [REGISTRY_CONFIGURATION, REGISTRY_CLOCK],
    useFactory: (configuration: RegistryConfiguration, clock: TimerClock) => new AuditKeeping(configuration, clock),
  },
];
