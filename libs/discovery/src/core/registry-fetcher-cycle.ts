import type { Applications } from '@nest-eureka/protocol';
import type {
  Answered,
  CallFailure,
  CallOutcome,
  ReadOptions,
  ReconciliationPace,
  RegistryCalls,
} from '@nest-eureka/transport';
import { credentialsAdvice } from './credentials-advice.js';
import type { DeltaApplied, LocalRegistry } from './local-registry.js';
import type { EmptyAnswerDoubt } from './registry-fetcher-doubt.js';
import type { FetchOutcome } from './registry-fetcher-outcome.js';
import type { FetcherSettings } from './registry-fetcher-settings.js';
import type { NextTurn } from './turns.js';
import { mergedRegistry } from './vip-addresses.js';

const STOPPED: FetchOutcome = { kind: 'stopped' };
const NO_INSTANCES: Applications = { versionsDelta: -1, appsHashCode: undefined, applications: [] };

type FetcherCycleSettings = Pick<
  FetcherSettings,
  'disableDelta' | 'remoteRegions' | 'vipAddresses' | 'disbelieveEmptyMs'
>;

/** What one call is given. */
export interface CycleLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Whom a fetch works for. */
export interface CycleHost {
  /** Gives other work of the process its turn. */
  pause(): Promise<void>;
  /** A whole registry has come. Ends when it may be taken over: nothing else changes the local one any more. */
  readyForAnswer(): Promise<void>;
}

/**
 * One fetch: a delta where that will do, else the whole registry (client.md 2.1-2.5). Nothing is taken over once the signal
 * is aborted, and nothing of an answer that cannot be used.
 */
export class RegistryFetcherCycle {
  constructor(
    private readonly registry: LocalRegistry,
    private readonly calls: Pick<RegistryCalls, 'applications' | 'delta' | 'vip'>,
    private readonly settings: FetcherCycleSettings,
    private readonly doubt: EmptyAnswerDoubt,
    private readonly reconciliation: ReconciliationPace,
    private readonly host: CycleHost,
  ) {}

  async run(limits: CycleLimits): Promise<FetchOutcome> {
    if (this.#needsFull) return this.#full(limits);
    const answer = await this.calls.delta(this.#options(limits));
    if (limits.signal.aborted) return STOPPED;
    if (answer.kind === 'failed') return failure(answer);
    const delta = documentOf(answer);
    // 403 and 404: this registry has no deltas
    if (delta === undefined) return this.#full(limits);
    const applied = await this.registry.applyInTurns(delta, this.#nextTurn(limits.signal));
    if (applied === undefined) return STOPPED;
    const { hashAgrees, changed } = applied;
    if (hashAgrees) this.reconciliation.agreed();
    if (hashAgrees || !this.reconciliation.isDue) return { kind: 'fetched', by: 'delta', changed };
    const full = await this.#full(limits, delta.versionsDelta);
    if (full.kind !== 'fetched') return full;
    this.reconciliation.done();
    return { ...full, changed: changed || full.changed };
  }

  /** What a change stream tells, as a delta. Undefined when it is not wanted any more. */
  async takeChanges(delta: Applications, signal: AbortSignal): Promise<DeltaApplied | undefined> {
    const applied = await this.registry.applyInTurns(delta, this.#nextTurn(signal));
    if (applied?.hashAgrees === true) this.reconciliation.agreed();
    return applied;
  }

  /** A whole registry, from wherever. */
  async takeWhole(registry: Applications, signal: AbortSignal, server: string): Promise<FetchOutcome> {
    await this.host.readyForAnswer();
    if (signal.aborted) return STOPPED;
    if (!this.doubt.believes(registry)) return this.#doubted(server);
    const changed = await this.registry.replaceInTurns(registry, this.#nextTurn(signal));
    return changed === undefined ? STOPPED : { kind: 'fetched', by: 'full', changed };
  }

  /** Version -1 is a registry without deltas, or a copy from disk. */
  get #needsFull(): boolean {
    const { disableDelta, vipAddresses } = this.settings;
    return (
      disableDelta ||
      vipAddresses.length > 0 ||
      this.registry.size === 0 ||
      this.registry.version === -1 ||
      this.doubt.isOpen
    );
  }

  /** The version is that of the delta which did not agree (client.md 2.5). */
  async #full(limits: CycleLimits, versionsDelta?: number): Promise<FetchOutcome> {
    const answer = await this.#whole(limits);
    if (limits.signal.aborted) return STOPPED;
    if (answer.kind === 'failed') return failure(answer);
    const document = documentOf(answer);
    if (document === undefined) {
      const message = `${answer.server} answered ${answer.status} without a registry`;
      return { kind: 'failed', reason: 'unreadable', message };
    }
    const registry = versionsDelta === undefined ? document : { ...document, versionsDelta };
    return await this.takeWhole(registry, limits.signal, answer.server);
  }

  async #whole(limits: CycleLimits): Promise<CallOutcome<Applications>> {
    const { vipAddresses } = this.settings;
    const options = this.#options(limits);
    if (vipAddresses.length === 0) return this.calls.applications(options);
    const registries: Applications[] = [];
    let last: Answered<Applications> | undefined;
    for (const address of vipAddresses) {
      const answer = await this.calls.vip(address, options);
      if (answer.kind === 'failed') return answer;
      // a registry answers 404 for an address that no instance has
      const document = answer.status === 404 ? NO_INSTANCES : documentOf(answer);
      if (document === undefined) return answer;
      registries.push(document);
      last = { ...answer, status: 200, value: mergedRegistry(registries) };
    }
    return last as Answered<Applications>;
  }

  #nextTurn(signal: AbortSignal): NextTurn {
    return () => this.host.pause().then(() => !signal.aborted);
  }

  #options(limits: CycleLimits): ReadOptions {
    const { remoteRegions: regions } = this.settings;
    return regions.length > 0 ? { ...limits, regions } : limits;
  }

  #doubted(server: string): FetchOutcome {
    const { size } = this.registry;
    const message =
      `${server} suddenly lists no other instances; the ${size} known before are kept until it has said so ` +
      `for ${this.settings.disbelieveEmptyMs} ms`;
    return { kind: 'doubted', message };
  }
}

function documentOf({ status, value }: Answered<Applications>): Applications | undefined {
  return status === 200 ? value : undefined;
}

function failure({ reason, status, message }: CallFailure): FetchOutcome {
  const advice = reason === 'unauthorized' ? `${credentialsAdvice(status, 'read the registry')}. ` : '';
  return { kind: 'failed', reason, message: advice + message };
}
