import type { Provider } from '@nestjs/common';
import { MeasuresSharing } from '../../replication/measures/measures-sharing.js';
import { Peers } from '../../replication/peers/peers.js';
import { NO_AUDIT } from '../../security/audit/audit.js';
import { Exchange } from '../replication/exchange.js';
import { REGISTRY_AUDIT, REGISTRY_CORE } from '../tokens.js';
import { createMeasuresSharing } from './create-measures-sharing.js';

/** What operators need beside the core. */
export const OPERATIONS_PROVIDERS: readonly Provider[] = [
  { provide: MeasuresSharing, inject: [REGISTRY_CORE, Peers, Exchange], useFactory: createMeasuresSharing },
  { provide: REGISTRY_AUDIT, useValue: NO_AUDIT },
];
