import type { InstanceInfo } from '@nest-eureka/protocol';
import type { CopyIntake } from '../anti-entropy/copy-intake.js';
import type { ExchangeCalls } from '../anti-entropy/exchange-calls.js';
import { retryAfterOf } from '../anti-entropy/exchange-outcome.js';
import type { ExchangeFailure } from '../anti-entropy/exchange-outcome.js';
import type { Reconciliation } from '../anti-entropy/reconciliation.js';
import type { FillReading, FillSource } from './fill-reading.js';
import { keptAge } from './kept-age.js';
import type { LeaseSpan } from './kept-age.js';

export interface PeerSourceDeps {
  readonly calls: ExchangeCalls;
  readonly reconciliation: Reconciliation;
  readonly intake: CopyIntake;
  readonly ownNodeId: string;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

const DEFAULT_SPAN: LeaseSpan = { durationMs: 90_000, renewalIntervalMs: 30_000 };

/** Reads a node of ours with the ages of its leases and what was cancelled there, any other by its registry alone. */
export class PeerSource implements FillSource {
  constructor(
    readonly url: string,
    private readonly deps: PeerSourceDeps,
  ) {}

  async read(signal: AbortSignal): Promise<FillReading> {
    const { calls, reconciliation, ownNodeId } = this.deps;
    const told = await reconciliation.with(calls, undefined, signal, ({ ageMs }, instance) =>
      this.#kept(ageMs, instance),
    );
    if (told.kind === 'foreign') return this.#readForeign(signal);
    if (told.kind !== 'told') return failure(told);
    const { node, isFilled, leases } = told.value;
    return node === ownNodeId ? { kind: 'self' } : { kind: 'taken', isOurs: true, isFilled, leases };
  }

  async #readForeign(signal: AbortSignal): Promise<FillReading> {
    const told = await this.deps.calls.applications(signal);
    if (told.kind !== 'told') return failure(told);
    this.deps.intake.takeListed(told.value, ({ ageMs, instance }) => this.#kept(ageMs, instance));
    return { kind: 'taken', isOurs: false, isFilled: true, leases: told.value.length };
  }

  #kept(ageMs: number, instance: InstanceInfo): number {
    return keptAge(ageMs, spanOf(instance), this.deps.random());
  }
}

function spanOf({ leaseInfo }: InstanceInfo): LeaseSpan {
  const { durationInSecs = 0, renewalIntervalInSecs = 0 } = leaseInfo ?? {};
  return {
    durationMs: durationInSecs > 0 ? durationInSecs * 1000 : DEFAULT_SPAN.durationMs,
    renewalIntervalMs: renewalIntervalInSecs > 0 ? renewalIntervalInSecs * 1000 : DEFAULT_SPAN.renewalIntervalMs,
  };
}

function failure(outcome: ExchangeFailure): FillReading {
  switch (outcome.kind) {
    case 'unreachable':
      return { kind: 'refused', message: outcome.message };
    case 'failed':
      return { kind: 'failed', message: outcome.message, retryAfterMs: retryAfterOf(outcome) };
    case 'foreign':
      return { kind: 'failed', message: 'answered as no Eureka server does' };
  }
}
