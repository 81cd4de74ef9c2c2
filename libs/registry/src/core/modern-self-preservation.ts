import type { Clock } from '@nest-eureka/time';
import { Absences } from './absences.js';
import type { LeaseStore } from './lease-store.js';
import { holdsForAbsence } from './preservation-judgement.js';
import type { Absence, HoldRule } from './preservation-judgement.js';
import type { MissedCall, RegistryEvent } from './registry-event.js';
import type { Hold, SelfPreservation } from './self-preservation.js';
import { englishOf, said } from './sentences/said.js';
import type { Said } from './sentences/said.js';

/** Every number of the modern rule (architecture section 5). */
export interface ModernSelfPreservationSettings {
  /** False switches all of it off. @default true */
  readonly enabled: boolean;
  /** A hold begins when more than this share is missing, 0…1. @default 1 − renewal-percent-threshold = 0.15 */
  readonly startShare: number;
  /** A hold ends when at most this share is missing, 0…1; `startShare` where that is less. @default 0.1 */
  readonly endShare: number;
  /** So many may be missing in the whole registry, whatever their share. @default 5 */
  readonly toleratedInRegistry: number;
  /** So many may be missing in one application, whatever their share. @default 3 */
  readonly toleratedInApplication: number;
  /** A hold ends after this long; who is missing then no longer counts until it renews. @default 900_000 */
  readonly longestHoldMs: number;
  /** An instance is late after this many of its own renewal intervals, at most after its lease. @default 1.5 */
  readonly lateAfterIntervals: number;
  /** An evicted instance counts as missing for this many of its own renewal intervals. @default 2 */
  readonly evictedForIntervals: number;
}

const REGISTRY = 'registry';

interface OpenHold extends Absence {
  /** Monotonic. */
  readonly startedAt: number;
  /** Wall clock. */
  readonly since: number;
}

/** Counts distinct missing instances, holds an application or the whole registry, and never for ever. */
export class ModernSelfPreservation implements SelfPreservation {
  readonly #absences: Absences;
  readonly #holds = new Map<string, OpenHold>();

  constructor(
    store: LeaseStore,
    private readonly clock: Clock,
    private readonly settings: ModernSelfPreservationSettings,
  ) {
    this.#absences = new Absences(store, clock, { ...settings, evictedForAtMostMs: settings.longestHoldMs });
  }

  get enabled(): boolean {
    return this.settings.enabled;
  }

  isExpirationEnabled(app: string): boolean {
    return this.#holds.size === 0 || !(this.#holds.has(REGISTRY) || this.#holds.has(app));
  }

  holds(): readonly Hold[] {
    return Array.from(this.#holds, ([scope, { missing, known, since }]) => {
      const why = this.#reason(scope, missing, known);
      const until = since + this.settings.longestHoldMs;
      return { scope, missing, known, since, until, reason: englishOf(why), said: why };
    });
  }

  judge(): void {
    if (!this.enabled) return;
    this.#endOverdue();
    const { registry, applications } = this.#absences.count();
    this.#judgeScope(REGISTRY, registry, this.#rule(REGISTRY));
    for (const scope of this.#holds.keys()) {
      if (scope !== REGISTRY && !applications.has(scope)) this.#holds.delete(scope);
    }
    for (const [app, absence] of applications) this.#judgeScope(app, absence, this.#rule(app));
  }

  on(event: RegistryEvent): void {
    this.#absences.on(event);
  }

  missed(call: MissedCall): void {
    this.#absences.missed(call);
  }

  #endOverdue(): void {
    const now = this.clock.monotonic();
    for (const [scope, hold] of this.#holds) {
      if (now - hold.startedAt < this.settings.longestHoldMs) continue;
      this.#absences.writeOff(scope === REGISTRY ? undefined : scope);
      this.#holds.delete(scope);
    }
  }

  #judgeScope(scope: string, absence: Absence, rule: HoldRule): void {
    const held = this.#holds.get(scope);
    if (!holdsForAbsence(absence, rule, held !== undefined)) {
      if (held !== undefined) this.#holds.delete(scope);
      return;
    }
    const startedAt = held?.startedAt ?? this.clock.monotonic();
    this.#holds.set(scope, { ...absence, startedAt, since: held?.since ?? this.clock.now() });
  }

  #rule(scope: string): HoldRule {
    const { startShare, endShare, toleratedInRegistry, toleratedInApplication } = this.settings;
    const tolerated = scope === REGISTRY ? toleratedInRegistry : toleratedInApplication;
    return { tolerated, startShare, endShare };
  }

  #reason(scope: string, missing: number, known: number): Said {
    const { endShare, startShare } = this.settings;
    const percent = Math.round(Math.min(endShare, startShare) * 1000) / 10;
    return scope === REGISTRY
      ? said('hold.registry', { missing, known, percent })
      : said('hold.application', { missing, known, percent, scope });
  }
}
