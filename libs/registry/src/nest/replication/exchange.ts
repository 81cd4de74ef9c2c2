import { Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { Connections, EndpointCalls, TlsFiles } from '@nest-eureka/transport';
import type { Endpoint } from '@nest-eureka/transport';
import { CopyIntake } from '../../replication/anti-entropy/copy-intake.js';
import { ExchangeAnswers } from '../../replication/anti-entropy/exchange-answers.js';
import { createExchangeCalls } from '../../replication/anti-entropy/exchange-calls.js';
import type { ExchangeCalls } from '../../replication/anti-entropy/exchange-calls.js';
import { Reconciliation } from '../../replication/anti-entropy/reconciliation.js';
import { Tombstones } from '../../replication/anti-entropy/tombstones.js';
import { OwnBatchIntake } from '../../replication/own/own-batch-intake.js';
import { ReceivedBatches } from '../../replication/received-batches.js';
import { logText } from '../log-text.js';
import type { ServerCore } from '../registry-core.js';
import { replicationSettings } from './replication-settings.js';

/** A whole registry may take its time; nobody waits for it but a start, which has a deadline of its own. */
const READ_TIMEOUT_MS = 15_000;
/** About 100,000 instances. */
const MAX_ANSWER_BYTES = 104_857_600;

/** What this node tells others of its registry, and how it reads theirs. */
export class Exchange implements BeforeApplicationShutdown {
  readonly answers: ExchangeAnswers;
  readonly intake: CopyIntake;
  readonly reconciliation: Reconciliation;
  /** Takes what other nodes of ours send. */
  readonly batches: OwnBatchIntake;
  readonly received: ReceivedBatches;
  readonly connections: Connections;

  constructor(
    configuration: RegistryConfiguration,
    core: ServerCore,
    private readonly clock: TimerClock,
    ownNodeId: string,
  ) {
    const { store, overrides, leases } = core;
    const tombstones = core.extra.tombstones ?? new Tombstones(clock);
    this.answers = new ExchangeAnswers({
      store,
      overrides,
      tombstones,
      clock,
      // who has only read its snapshot cannot tell who is there
      isFilled: () => core.accessGate.shouldAllowAccess() && store.unverified().length === 0,
      ownNodeId,
      yieldToOthers: () => new Promise((resolve) => void setImmediate(resolve)),
    });
    this.intake = new CopyIntake({ store, overrides, leases, tombstones, clock });
    this.reconciliation = new Reconciliation({ store, overrides, intake: this.intake, tombstones, clock });
    this.batches = new OwnBatchIntake({
      store,
      overrides,
      leases,
      intake: this.intake,
      tombstones,
      clock,
      syncWhenTimestampDiffers: configuration.server.syncWhenTimestampDiffers,
    });
    this.received = new ReceivedBatches(clock);
    const { connections, tls } = replicationSettings(configuration, ownNodeId);
    const onWarning = (message: string): void => new Logger('EurekaRegistry').warn(logText(message));
    this.connections = new Connections(
      { ...connections, readTimeoutMs: READ_TIMEOUT_MS, maxAnswerBytes: MAX_ANSWER_BYTES },
      { clock, tls: tls && new TlsFiles(tls, { clock, onWarning }) },
    );
  }

  callsTo(endpoint: Endpoint): ExchangeCalls {
    return createExchangeCalls(new EndpointCalls(endpoint, this.connections), this.clock);
  }

  beforeApplicationShutdown(): void {
    this.connections.close();
  }
}
