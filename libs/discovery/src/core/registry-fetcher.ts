import type { Applications, InstanceStatus } from '@nest-eureka/protocol';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { FetchPace, ReconciliationPace, maskCredentials } from '@nest-eureka/transport';
import type { RegistryCalls, RegistryCopy } from '@nest-eureka/transport';
import type { ClientEventListener } from './client-event.js';
import type { LocalRegistry } from './local-registry.js';
import { RegistryFetcherCycle } from './registry-fetcher-cycle.js';
import { EmptyAnswerDoubt } from './registry-fetcher-doubt.js';
import type { InstanceName } from './registry-fetcher-doubt.js';
import type { FetchOutcome, FetchReport } from './registry-fetcher-outcome.js';
import type { FetcherSettings } from './registry-fetcher-settings.js';

export interface FetcherDeps {
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly onEvent: ClientEventListener;
  /** The instances of this very application, as they are registered at that moment. @default none */
  readonly ownInstances?: () => readonly InstanceName[];
  /** Where the registry comes from when nobody answers the first fetch soon. @default nowhere */
  readonly copy?: RegistryCopy;
}

/** The first fetch has this long before the copy stands in for it: a registry that hangs must not hold up a start. */
const COPY_AFTER_MS = 1000;

/** All clients of a registry lose their streams at once when it stops. */
const AFTER_STREAM_MS = 1000;

const NEVER_FETCHED: FetchReport = {
  source: 'none',
  lastFetchAt: undefined,
  staleSince: undefined,
  failures: 0,
  lastFailure: undefined,
};

/**
 * Keeps the local registry up with the registry (client.md 2.1-2.5, 2.9). Whatever goes wrong, what was known stays; one
 * fetch at a time, and no method ever rejects.
 */
export class RegistryFetcher {
  readonly #cycle: RegistryFetcherCycle;
  readonly #pace: FetchPace;
  #remoteStatus = new Map<string, InstanceStatus>();
  readonly #abort = new AbortController();
  #report = NEVER_FETCHED;
  #starting: Promise<FetchReport> | undefined;
  #running: Promise<FetchOutcome> | undefined;
  #cancelPlan: Cancel | undefined;
  #isWatching = false;
  #taking: Promise<unknown> | undefined;
  /** Once a registry has answered, a copy that comes late is not wanted. */
  #isAnswered = false;
  #copying: Promise<void> | undefined;

  constructor(
    private readonly registry: LocalRegistry,
    calls: Pick<RegistryCalls, 'applications' | 'delta' | 'vip'>,
    private readonly settings: FetcherSettings,
    private readonly deps: FetcherDeps,
  ) {
    const { intervalMs, backOffBound, disbelieveEmptyMs } = settings;
    const { clock, random } = deps;
    const doubt = new EmptyAnswerDoubt(registry, () => this.#ownInstances, disbelieveEmptyMs, clock);
    const pauses = { initialMs: 2 * intervalMs, maxMs: intervalMs * Math.max(2, backOffBound) };
    const reconciliation = new ReconciliationPace(pauses, clock);
    const host = { pause: this.#pause, readyForAnswer: () => this.#readyForAnswer() };
    this.#cycle = new RegistryFetcherCycle(registry, calls, settings, doubt, reconciliation, host);
    this.#pace = new FetchPace(settings, random);
  }

  get report(): FetchReport {
    return this.#report;
  }

  /** Fetches for the first time and from then on again and again. Comes back after the first fetch, good or bad. */
  start(): Promise<FetchReport> {
    this.#starting ??= this.refresh().then(() => this.#report);
    return this.#starting;
  }

  /** Fetches now, or joins the fetch under way. The next one follows a whole interval later. */
  refresh(): Promise<FetchOutcome> {
    if (this.#isStopped) return Promise.resolve({ kind: 'stopped' });
    this.#running ??= this.#fetchAndPlan();
    return this.#running;
  }

  /** Fetches, and not by a fetch that is under way already. */
  async fetchAnew(): Promise<FetchOutcome> {
    await this.#running;
    return this.refresh();
  }

  /** Takes over what a change stream tells; whether the hash agrees then, undefined when it was stopped meanwhile. */
  async takeChanges(delta: Applications): Promise<boolean | undefined> {
    const applied = await this.#betweenFetches(() => this.#cycle.takeChanges(delta, this.#abort.signal));
    if (applied !== undefined) this.#told(applied.changed);
    return applied?.hashAgrees;
  }

  /** Takes over a whole registry that a change stream tells; false when it is not believed yet, or not wanted any more. */
  async takeWhole(registry: Applications): Promise<boolean> {
    const outcome = await this.#betweenFetches(() =>
      this.#cycle.takeWhole(registry, this.#abort.signal, 'The change stream'),
    );
    if (outcome.kind === 'fetched') this.#told(outcome.changed);
    return outcome.kind === 'fetched';
  }

  /** Nothing has changed up to now, says a change stream. */
  noteCurrent(): void {
    this.#report = { ...this.#report, lastFetchAt: this.deps.clock.now(), staleSince: undefined };
  }

  /** With a change stream fetches are a safety net; without one they are soon needed. */
  setWatching(isWatching: boolean): void {
    if (this.#isWatching === isWatching) return;
    this.#isWatching = isWatching;
    if (isWatching || this.#isStopped || this.#running !== undefined) return;
    this.#cancelPlan?.();
    this.#plan(this.deps.random() * Math.min(AFTER_STREAM_MS, this.settings.intervalMs));
  }

  /** Fetches no more; an answer under way is not taken over. Comes back when the copy on disk is written. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#cancelPlan?.();
    await this.deps.copy?.stop();
  }

  get #isStopped(): boolean {
    return this.#abort.signal.aborted;
  }

  get #ownInstances(): readonly InstanceName[] {
    return this.deps.ownInstances?.() ?? [];
  }

  async #fetchAndPlan(): Promise<FetchOutcome> {
    this.#cancelPlan?.();
    const outcome = await this.#fetch().catch(unexpected);
    this.#running = undefined;
    if (this.#isStopped) return { kind: 'stopped' };
    const pauseMs = this.#pace.after(outcome);
    const isNet = this.#isWatching && outcome.kind === 'fetched';
    this.#plan(isNet ? Math.max(pauseMs, this.settings.watchedIntervalMs) : pauseMs);
    return outcome;
  }

  /** One change of the local registry at a time. A fetch under way comes first: what is told meanwhile is as new, or newer. */
  async #betweenFetches<T>(work: () => Promise<T>): Promise<T> {
    while (this.#running !== undefined) await this.#running;
    const taking = work().finally(() => (this.#taking = undefined));
    this.#taking = taking.catch(() => undefined);
    return taking;
  }

  #told(changed: boolean): void {
    if (changed) this.#succeeded(true);
    else this.noteCurrent();
  }

  async #fetch(): Promise<FetchOutcome> {
    if (this.#taking !== undefined) await this.#taking;
    const isFirst = this.#report === NEVER_FETCHED;
    const timeoutMs = isFirst ? this.settings.firstFetchTimeoutMs : this.settings.fetchTimeoutMs;
    const endPatience = isFirst && this.deps.clock.after(COPY_AFTER_MS, () => void this.#takeCopy());
    const outcome = await this.#cycle.run({ signal: this.#abort.signal, timeoutMs });
    if (endPatience) endPatience();
    if (outcome.kind === 'stopped') return outcome;
    if (outcome.kind === 'fetched') this.#succeeded(outcome.changed);
    else this.#failed(outcome.message);
    if (isFirst && outcome.kind === 'failed') await this.#takeCopy();
    return outcome;
  }

  readonly #pause = (): Promise<void> => new Promise((resolve) => void this.deps.clock.after(0, resolve));

  #plan(delayMs: number): void {
    this.#cancelPlan = this.deps.clock.after(delayMs, () => void this.refresh());
  }

  #succeeded(changed: boolean): void {
    const { clock, copy, onEvent } = this.deps;
    const at = clock.now();
    this.#report = { ...this.#report, source: 'registry', lastFetchAt: at, staleSince: undefined, failures: 0 };
    copy?.offer(() => this.registry.everything(), changed);
    onEvent({ type: 'registry-fetched', at, changed });
    this.#compareRemoteStatus(at);
  }

  #failed(message: string): void {
    const at = this.deps.clock.now();
    const { lastFetchAt, staleSince = lastFetchAt, failures } = this.#report;
    this.#report = { ...this.#report, staleSince, failures: failures + 1, lastFailure: { at, message } };
    this.deps.onEvent({ type: 'fetch-failed', at, message });
  }

  #readyForAnswer(): Promise<void> {
    this.#isAnswered = true;
    return this.#copying ?? Promise.resolve();
  }

  /** Once; never rejects. */
  #takeCopy(): Promise<void> {
    this.#copying ??= this.#loadCopy().catch(() => undefined);
    return this.#copying;
  }

  async #loadCopy(): Promise<void> {
    const copy = await this.deps.copy?.load();
    if (copy === undefined || this.#isStopped || this.#isAnswered) return;
    // without a version the next fetch is a full one
    const registry = { ...copy.registry, versionsDelta: -1 };
    const changed = await this.registry.replaceInTurns(registry, () => this.#pause().then(() => !this.#isStopped));
    if (changed === undefined) return;
    this.#report = { ...this.#report, source: 'copy', staleSince: copy.savedAt };
    this.deps.onEvent({ type: 'copy-taken', at: this.deps.clock.now(), savedAt: copy.savedAt });
  }

  /** What the registry has of this application's own instances, after each successful fetch (client.md 1.10). */
  #compareRemoteStatus(at: number): void {
    const before = this.#remoteStatus;
    this.#remoteStatus = new Map();
    for (const { app, instanceId } of this.#ownInstances) {
      const key = `${app}/${instanceId}`;
      const previous = before.get(key) ?? 'UNKNOWN';
      const current = this.registry.statusOf(app, instanceId);
      this.#remoteStatus.set(key, current);
      if (current !== previous) this.deps.onEvent({ type: 'remote-status', at, app, instanceId, previous, current });
    }
  }
}

/** A defect of ours must not end the fetching. */
function unexpected(error: unknown): FetchOutcome {
  return { kind: 'failed', reason: 'unreadable', message: maskCredentials(String(error)) };
}
