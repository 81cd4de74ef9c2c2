import type { Clock } from '@nest-eureka/time';
import type { CopyIntake } from './copy-intake.js';
import type { ExchangeCalls } from './exchange-calls.js';
import { retryAfterOf } from './exchange-outcome.js';
import type { Reconciliation } from './reconciliation.js';
import { BUCKETS, differingBuckets } from './registry-digest.js';

export interface AntiEntropySettings {
  /** Between two comparisons with a node whose registry was the same. @default 10_000 */
  readonly intervalMs: number;
  /** After this a difference is no longer a message on its way; compared again then. @default 2_000 */
  readonly settleMs: number;
  /** Between two readings of a server that is none of ours. @default 600_000 */
  readonly foreignIntervalMs: number;
}

export const DEFAULT_ANTI_ENTROPY: AntiEntropySettings = {
  intervalMs: 10_000,
  settleMs: 2_000,
  foreignIntervalMs: 600_000,
};

/** A peer that answers. */
export interface Partner {
  /** Without credentials. */
  readonly url: string;
  readonly calls: ExchangeCalls;
}

export interface AntiEntropyDeps {
  /** Those that can be reached now. */
  readonly partners: () => readonly Partner[];
  readonly digest: () => Promise<readonly number[]>;
  readonly reconciliation: Reconciliation;
  readonly intake: CopyIntake;
  readonly ownNodeId: string;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** How this node stands with one partner. */
export interface PartnerStanding {
  readonly url: string;
  /** Wall clock, ms; undefined before the first comparison. */
  readonly comparedAt: number | undefined;
  /** Undefined where it cannot be told, as with a server that is none of ours. */
  readonly isSame: boolean | undefined;
  /** Copies that were taken from it. */
  readonly taken: number;
  /** How far its clock is ahead of ours, ms, to half of what its answer took; undefined before the first comparison. */
  readonly clockOffsetMs: number | undefined;
}

class Comparison {
  dueAt: number;
  isUnderWay = false;
  isFirst = true;
  /** Buckets that differed the last time. */
  suspects: readonly number[] = [];
  comparedAt: number | undefined;
  isSame: boolean | undefined;
  taken = 0;
  clockOffsetMs: number | undefined;
  /** Comparisons in a row that found a difference. */
  differences = 0;

  constructor(now: number) {
    this.dueAt = now;
  }
}

const ALL_BUCKETS: readonly number[] = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

/**
 * Finds out where registries differ although every message was sent, and takes what this node lacks; the others do the same,
 * so that all end up equal (issue 6, convergence). What differs once may be on its way: only what differs twice is read.
 */
export class AntiEntropy {
  readonly #comparisons = new Map<string, Comparison>();
  readonly #abort = new AbortController();

  constructor(
    private readonly settings: AntiEntropySettings,
    private readonly deps: AntiEntropyDeps,
  ) {}

  /** To be called every `settleMs` or so; waits for nobody. */
  tick(): void {
    const partners = this.deps.partners();
    const now = this.deps.clock.monotonic();
    const urls = new Set(partners.map(({ url }) => url));
    for (const url of this.#comparisons.keys()) if (!urls.has(url)) this.#comparisons.delete(url);
    for (const partner of partners) {
      const comparison = this.#comparisons.get(partner.url) ?? new Comparison(now);
      this.#comparisons.set(partner.url, comparison);
      if (!comparison.isUnderWay && now >= comparison.dueAt) void this.#run(partner, comparison);
    }
  }

  standings(): readonly PartnerStanding[] {
    return Array.from(this.#comparisons, ([url, { comparedAt, isSame, taken, clockOffsetMs }]) => ({
      url,
      comparedAt,
      isSame,
      taken,
      clockOffsetMs,
    }));
  }

  stop(): void {
    this.#abort.abort();
  }

  async #run({ calls }: Partner, comparison: Comparison): Promise<void> {
    comparison.isUnderWay = true;
    try {
      const waitMs = await this.#compare(calls, comparison);
      comparison.dueAt = this.deps.clock.monotonic() + waitMs;
    } catch (error) {
      this.deps.onError(error);
      comparison.dueAt = this.deps.clock.monotonic() + this.settings.intervalMs;
    } finally {
      comparison.isUnderWay = false;
    }
  }

  /** How long to wait before the next comparison. */
  async #compare(calls: ExchangeCalls, comparison: Comparison): Promise<number> {
    const { intervalMs, foreignIntervalMs } = this.settings;
    const askedAt = this.deps.clock.now();
    const theirs = await calls.digest(this.#abort.signal);
    if (theirs.kind === 'foreign') return this.#readForeign(calls, comparison);
    if (theirs.kind !== 'told') return Math.max(intervalMs, retryAfterOf(theirs));
    if (theirs.value.node === this.deps.ownNodeId) return foreignIntervalMs;
    comparison.clockOffsetMs = Math.round(theirs.value.toldAt - (askedAt + this.deps.clock.now()) / 2);
    const different = differingBuckets(await this.deps.digest(), theirs.value.buckets);
    comparison.comparedAt = this.deps.clock.now();
    comparison.isSame = different.length === 0;
    // a node that comes back has missed renewals, which no digest shows
    const wanted = comparison.isFirst
      ? ALL_BUCKETS
      : different.filter((bucket) => comparison.suspects.includes(bucket));
    comparison.suspects = different;
    comparison.differences = different.length === 0 ? 0 : comparison.differences + 1;
    if (wanted.length > 0 && !(await this.#reconcile(calls, wanted, comparison))) return intervalMs;
    return this.#pauseMs(comparison.differences);
  }

  async #reconcile(calls: ExchangeCalls, buckets: readonly number[], comparison: Comparison): Promise<boolean> {
    const told = await this.deps.reconciliation.with(calls, buckets, this.#abort.signal);
    if (told.kind !== 'told') return false;
    comparison.isFirst = false;
    comparison.taken += told.value.taken;
    return true;
  }

  async #readForeign(calls: ExchangeCalls, comparison: Comparison): Promise<number> {
    const told = await calls.applications(this.#abort.signal);
    if (told.kind !== 'told') return this.settings.intervalMs;
    comparison.taken += this.deps.intake.takeListed(told.value);
    return this.settings.foreignIntervalMs;
  }

  /** A difference that stays, such as that of leases held here and not there, is looked at ever more seldom. */
  #pauseMs(differences: number): number {
    const { intervalMs, settleMs } = this.settings;
    return differences === 0 ? intervalMs : Math.min(intervalMs, settleMs * 2 ** Math.max(0, differences - 3));
  }
}
