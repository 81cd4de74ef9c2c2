import type { TimerClock } from '@nest-eureka/time';
import {
  FetchPace,
  ReconciliationPace,
  maskCredentials,
  readInSlices,
  withoutCredentials,
} from '@nest-eureka/transport';
import type { RegistryCalls, RegistryCopy } from '@nest-eureka/transport';
import type { RegionRegistry } from '../../core/regions/region-registry.js';
import { RegionReading } from './region-reading.js';
import type { RegionReadingEnd } from './region-reading.js';
import type { RegionNews, RegionReport } from './region-report.js';

export interface RegionFetcherSettings {
  /** Service URLs as configured. */
  readonly urls: readonly string[];
  /** Between the end of one reading and the start of the next; also the limit of one reading, as in Java (server.md 5.2). */
  readonly intervalMs: number;
  readonly disableDelta: boolean;
}

export interface RegionFetcherDeps {
  readonly registry: RegionRegistry;
  readonly calls: Pick<RegistryCalls, 'applications' | 'delta' | 'close'>;
  readonly clock: TimerClock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Undefined: nothing is kept on disk. */
  readonly copy: RegistryCopy | undefined;
  readonly onNews: (news: RegionNews) => void;
}

/** As slow as Java gets with a region that times out (server.md 5.2). */
const SLOWEST_CYCLE = 5;
const FIRST_RETRY_MS = 1000;

/** Keeps up with one other region. Whatever goes wrong, what was known stays; one reading at a time. */
export class RegionFetcher {
  readonly #reading: RegionReading;
  readonly #pace: FetchPace;
  readonly #abort = new AbortController();
  #report: Omit<RegionReport, 'instances'>;
  #dueAt = -Infinity;
  #isRunning = false;
  #hasStarted = false;
  #offeredRevision = 0;

  constructor(
    private readonly settings: RegionFetcherSettings,
    private readonly deps: RegionFetcherDeps,
  ) {
    const { registry, calls, clock, random } = deps;
    const { intervalMs, disableDelta, urls } = settings;
    const pauses = { initialMs: 2 * intervalMs, maxMs: SLOWEST_CYCLE * 2 * intervalMs };
    const reconciliation = new ReconciliationPace(pauses, clock);
    const reading = { disableDelta, timeoutMs: intervalMs };
    this.#reading = new RegionReading({ registry, calls, reconciliation, clock, settings: reading });
    this.#pace = new FetchPace({ intervalMs, backOffBound: SLOWEST_CYCLE, firstRetryMs: FIRST_RETRY_MS }, random);
    this.#report = {
      region: registry.name,
      urls: urls.map(withoutCredentials),
      source: 'none',
      readAt: undefined,
      staleSince: undefined,
      failures: 0,
      lastFailure: undefined,
    };
  }

  get report(): RegionReport {
    return { ...this.#report, instances: this.deps.registry.size };
  }

  /** Reads the region when that is due. To be called every second or so; the first call takes the copy on disk as well. */
  async tick(): Promise<void> {
    if (this.#isRunning || this.#abort.signal.aborted || this.deps.clock.monotonic() < this.#dueAt) return;
    this.#isRunning = true;
    try {
      const isFirst = !this.#hasStarted;
      this.#hasStarted = true;
      if (isFirst) await this.#takeCopy();
      const end = await this.#read();
      this.#dueAt = this.deps.clock.monotonic() + this.#pace.after(end);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Reads no more. Comes back when the copy on disk is written. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.deps.calls.close();
    await this.deps.copy?.stop();
  }

  async #takeCopy(): Promise<void> {
    const { registry, copy, clock, onNews } = this.deps;
    const saved = await copy?.load();
    if (saved === undefined) return;
    const taken = await readInSlices(registry.replaceWith(saved.registry), { clock, signal: this.#abort.signal });
    if (taken === 'aborted') return;
    this.#report = { ...this.#report, source: 'copy', staleSince: saved.savedAt };
    onNews({ kind: 'copy-taken', report: this.report });
  }

  async #read(): Promise<RegionReadingEnd> {
    const end = await this.#reading.run(this.#report.source !== 'region', this.#abort.signal).catch(unexpected);
    if (end.kind === 'read') this.#succeeded();
    else if (end.kind === 'failed') this.#failed(end.message);
    return end;
  }

  #succeeded(): void {
    const { registry, copy, clock, onNews } = this.deps;
    const { source, failures } = this.#report;
    this.#report = { ...this.#report, source: 'region', readAt: clock.now(), staleSince: undefined, failures: 0 };
    const { revision } = registry.changeLog;
    copy?.offer(() => registry.everything(), revision !== this.#offeredRevision);
    this.#offeredRevision = revision;
    if (source !== 'region' || failures > 0) onNews({ kind: 'read', report: this.report, missed: failures });
  }

  #failed(message: string): void {
    const { clock, onNews } = this.deps;
    const { readAt, staleSince = readAt, failures } = this.#report;
    const lastFailure = { at: clock.now(), message };
    this.#report = { ...this.#report, staleSince, failures: failures + 1, lastFailure };
    if (failures === 0) onNews({ kind: 'lost', report: this.report, message });
  }
}

/** A defect of ours must not end the reading. */
function unexpected(error: unknown): RegionReadingEnd {
  return { kind: 'failed', reason: 'unreadable', message: maskCredentials(String(error)) };
}
