import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Candidate } from './candidate.js';
import type { Ejection } from './ejection/ejections.js';
import { Ejections } from './ejection/ejections.js';
import { MetadataReader } from './metadata-reader.js';
import type { MalformedMetadata } from './metadata-reader.js';
import { createRule, familyOf } from './options/create-rule.js';
import type { BalancerOptions } from './options/balancer-options.js';
import type { RuleContext } from './options/rule-context.js';
import type { Picker, PickRequest, PickResult, Rule } from './picker.js';
import { EMPTY_POOL, poolOf } from './pool.js';
import { isFailure } from './stats/attempt-outcome.js';
import type { AttemptOutcome } from './stats/attempt-outcome.js';
import { DEFAULT_CIRCUIT } from './stats/circuit.js';
import { StatsBook } from './stats/stats-book.js';

/** What a balancer tells of. Listeners must not throw. */
export interface BalancerListeners {
  readonly onMalformed?: (fault: MalformedMetadata) => void;
  readonly onEjected?: (ejection: Ejection) => void;
  /** What a rule of the user's own threw, as often as it does. */
  readonly onRuleFailure?: (error: unknown) => void;
}

/**
 * The balancer of one service: takes in the registry's instances, picks, and learns from how attempts end.
 * Pure: it has no timer; every instant is given, in monotonic ms.
 */
export class ServiceBalancer {
  readonly #rule: Rule;
  readonly #ejections: Ejections | undefined;
  readonly #stats: StatsBook;
  readonly #reader: MetadataReader;
  #candidates: ReadonlyMap<string, Candidate> = new Map();
  #picker: Picker;

  /** `options` are without faults: see `balancerFaults`. */
  constructor(options: BalancerOptions, context: RuleContext, listeners: BalancerListeners = {}) {
    this.#stats = new StatsBook({ ...DEFAULT_CIRCUIT, ...options.circuit });
    this.#reader = new MetadataReader(listeners.onMalformed ?? (() => undefined), options.approximateZone);
    const ejection = options.ejection ?? (familyOf(options) === 'own' ? {} : false);
    this.#ejections = ejection === false ? undefined : new Ejections(ejection, listeners.onEjected);
    this.#rule = createRule(options, context, { ejections: this.#ejections, onRuleFailure: listeners.onRuleFailure });
    this.#picker = this.#rule.build(EMPTY_POOL);
  }

  /** All that are known, by id, in the registry's order. */
  get candidates(): ReadonlyMap<string, Candidate> {
    return this.#candidates;
  }

  isEjected(id: string): boolean {
    return this.#ejections?.isOut(id) ?? false;
  }

  /** How many are taken out. */
  ejectedAt(now: number): number {
    this.#ejections?.revisionAt(now);
    return this.#ejections?.size ?? 0;
  }

  /** Takes over the instances of a new snapshot, whatever their status. Of equal ids the first counts. */
  update(instances: readonly InstanceInfo[], now: number): void {
    const byId = new Map<string, InstanceInfo>();
    for (const instance of instances) {
      const id = instanceIdOf(instance);
      if (!byId.has(id)) byId.set(id, instance);
    }
    this.#stats.keep(new Set(byId.keys()), now);
    const candidates = new Map<string, Candidate>();
    for (const [id, instance] of byId) {
      const known = this.#candidates.get(id);
      const stats = this.#stats.of(id);
      if (known?.instance === instance) candidates.set(id, known);
      else if (stats !== undefined) candidates.set(id, this.#reader.read(instance, stats));
    }
    this.#candidates = candidates;
    const all = [...candidates.values()];
    this.#ejections?.watch(all, now);
    this.#picker = this.#rule.build(poolOf(all), this.#picker);
  }

  pick(request: PickRequest): PickResult {
    return this.#picker.pick(request);
  }

  begin(candidate: Candidate, now: number): void {
    candidate.stats.begin(now);
  }

  end(candidate: Candidate, outcome: AttemptOutcome, now: number): void {
    candidate.stats.end(outcome, now);
    if (outcome.type !== 'abandoned') this.#ejections?.consider(candidate, isFailure(outcome), now);
  }
}
