import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import type { RegistryCalls } from '@nest-eureka/transport';
import type { ClientEvent, ClientEventListener } from '../core/client-event.js';
import type { LocalRegistry } from '../core/local-registry.js';
import { OwnInstance } from '../core/own-instance.js';
import { RegistryFetcher } from '../core/registry-fetcher.js';
import { Registration } from '../core/registration.js';
import type { ResolvedEurekaConfig } from './resolve-eureka-config.js';

const CALL_TIMEOUT_MS = 30_000;
const FIRST_FETCH_TIMEOUT_MS = 10_000;
const DISBELIEVE_EMPTY_MS = 60_000;
const BACK_OFF_BOUND = 10;

const STOPPED = 'The client was stopped';

/** How long a hung registry may hold up the end. */
const STOP_WITHIN_MS = 5_000;

/** How often eureka-js-client looks again for instances of its own VIP address. */
const WAIT_FOR_REGISTRY_MS = 2_000;

export interface EurekaLinkDeps {
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly calls: RegistryCalls;
  readonly registry: LocalRegistry;
  /** Undefined where nothing is registered. */
  readonly instance: InstanceInfo | undefined;
  readonly onEvent: ClientEventListener;
}

/** Registration and fetches from one `start` to its `stop`. */
export class EurekaLink {
  readonly #registration: Registration | undefined;
  readonly #fetcher: RegistryFetcher | undefined;
  readonly #awaited = new Set<'registered' | 'registry-fetched'>();
  #failures = { 'register-failed': 0, 'fetch-failed': 0 };
  readonly #stopped = new AbortController();
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
  #farewell: string | undefined;

  constructor(
    private readonly config: ResolvedEurekaConfig,
    private readonly deps: EurekaLinkDeps,
  ) {
    const { clock, random, calls, registry, instance } = deps;
    const { eureka, shouldUseDelta } = config;
    const told = { clock, random, onEvent: (event: ClientEvent): void => this.#onEvent(event) };
    const retryMs = Math.max(1, eureka.requestRetryDelay);
    if (instance !== undefined) {
      const settings = {
        renewalIntervalMs: eureka.heartbeatInterval,
        replicationIntervalMs: eureka.heartbeatInterval,
        initialReplicationMs: eureka.heartbeatInterval,
        onDemandUpdate: true,
        callTimeoutMs: CALL_TIMEOUT_MS,
        retry: { initialMs: retryMs, maxMs: eureka.heartbeatInterval },
      };
      this.#registration = new Registration(new OwnInstance(instance, clock), calls, settings, told);
      this.#awaited.add('registered');
    }
    if (eureka.fetchRegistry) {
      const settings = {
        intervalMs: eureka.registryFetchInterval,
        watchedIntervalMs: eureka.registryFetchInterval,
        backOffBound: BACK_OFF_BOUND,
        fetchTimeoutMs: CALL_TIMEOUT_MS,
        firstFetchTimeoutMs: FIRST_FETCH_TIMEOUT_MS,
        firstRetryMs: retryMs,
        disableDelta: !shouldUseDelta,
        remoteRegions: [],
        vipAddresses: [],
        disbelieveEmptyMs: DISBELIEVE_EMPTY_MS,
      };
      const own = instance && [{ app: instance.app, instanceId: instanceIdOf(instance) }];
      this.#fetcher = new RegistryFetcher(registry, calls, settings, { ...told, ownInstances: () => own ?? [] });
      this.#awaited.add('registry-fetched');
    }
  }

  /**
   * Registers, then fetches. Ends when both have succeeded; rejects when one has failed more often than `maxRetries`, while
   * attempts go on. Called again it waits again.
   */
  async start(): Promise<void> {
    if (this.#stopped.signal.aborted) throw new Error(STOPPED);
    const outcome = new Promise<void>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#failures = { 'register-failed': 0, 'fetch-failed': 0 };
    // Who waits is told below; until then a failure must not count as nobody's.
    outcome.catch(() => undefined);
    this.#registration?.start();
    if (this.#registration === undefined) void this.#fetcher?.start();
    if (this.#awaited.size === 0) this.#settle?.resolve();
    await outcome;
    if (this.config.eureka.waitForRegistry) await this.#ownAddressSeen();
  }

  renewNow(): void {
    this.#registration?.renewNow();
  }

  /** Fetches now. Rejects when that fails. */
  async refresh(): Promise<void> {
    const outcome = await this.#fetcher?.refresh();
    if (outcome?.kind === 'failed' || outcome?.kind === 'doubted') throw new Error(outcome.message);
  }

  /** Deregisters and closes everything, within a limit. Rejects when the registry did not confirm it. */
  async stop(): Promise<void> {
    const { clock, calls } = this.deps;
    this.#stopped.abort();
    this.#settle?.reject(new Error(STOPPED));
    const limit = new AbortController();
    const endLimit = clock.after(STOP_WITHIN_MS, () => limit.abort());
    await this.#fetcher?.stop();
    await this.#registration?.cancel({ signal: limit.signal });
    endLimit();
    calls.close();
    if (this.#farewell !== undefined) throw new Error(this.#farewell);
  }

  #onEvent(event: ClientEvent): void {
    if (event.type === 'cancelled') this.#farewell = event.message;
    if (event.type === 'registered' || event.type === 'registry-fetched') this.#succeeded(event.type);
    this.deps.onEvent(event);
    if (event.type === 'register-failed' || event.type === 'fetch-failed') this.#failed(event.type, event.message);
  }

  #succeeded(step: 'registered' | 'registry-fetched'): void {
    if (step === 'registered' && this.#awaited.has(step)) void this.#fetcher?.start();
    this.#awaited.delete(step);
    if (this.#awaited.size === 0) this.#settle?.resolve();
  }

  #failed(step: 'register-failed' | 'fetch-failed', message: string): void {
    this.#failures[step] += 1;
    if (this.#failures[step] <= this.config.eureka.maxRetries) return;
    this.#settle?.reject(new Error(message));
    if (step === 'register-failed' && this.#awaited.has('registered')) void this.#fetcher?.start();
  }

  async #ownAddressSeen(): Promise<void> {
    const address = this.config.instance.vipAddress ?? '';
    while (this.deps.registry.getInstancesByVipAddress(address).length === 0 && !this.#stopped.signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = this.deps.clock.after(WAIT_FOR_REGISTRY_MS, resolve);
        this.#stopped.signal.addEventListener('abort', () => {
          wake();
          resolve();
        });
      });
      await this.#fetcher?.refresh();
    }
  }
}
