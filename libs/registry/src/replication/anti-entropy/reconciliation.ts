import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { LeaseStore } from '../../core/lease-store.js';
import { overrideOf } from '../../core/override-record.js';
import type { CopyIntake } from './copy-intake.js';
import type { ExchangeCalls } from './exchange-calls.js';
import type { ExchangeOutcome } from './exchange-outcome.js';
import { copyHash } from './copy-hash.js';
import type { OverrideWords } from './copy-hash.js';
import type { InstanceKey, LeaseRow, LeaseTable, Teller } from './lease-table.js';

/** Most instances of one request. */
const INSTANCES_AT_ONCE = 500;

export interface ReconciliationDeps {
  readonly store: LeaseStore;
  readonly overrides: OverrideWords;
  readonly intake: CopyIntake;
  readonly tombstones: { blocks(copy: LeaseRow): boolean };
  readonly clock: Clock;
}

/** What was read of another node. */
export interface Reconciled extends Teller {
  /** Leases that it has. */
  readonly leases: number;
  /** Copies that changed something here. */
  readonly taken: number;
}

/** Reads what another node of ours has and this one has not, and makes it this node's own. */
export class Reconciliation {
  constructor(private readonly deps: ReconciliationDeps) {}

  /**
   * @param buckets undefined: everything
   * @param ageOf how old a lease is to be here that has the given age there
   */
  async with(
    calls: ExchangeCalls,
    buckets: readonly number[] | undefined,
    signal: AbortSignal,
    ageOf: (row: LeaseRow, instance: InstanceInfo) => number = ({ ageMs }) => ageMs,
  ): Promise<ExchangeOutcome<Reconciled>> {
    // the ages were true at some moment after this: none is taken for younger than it is
    const askedAt = this.deps.clock.monotonic();
    const table = await calls.leases(buckets, signal);
    if (table.kind !== 'told') return table;
    const wanted = this.#compare(table.value, askedAt);
    let taken = 0;
    for (let from = 0; from < wanted.length; from += INSTANCES_AT_ONCE) {
      const rows = wanted.slice(from, from + INSTANCES_AT_ONCE);
      const instances = await calls.instances(rows.map(keyOf), signal);
      if (instances.kind !== 'told') return instances;
      const byKey = new Map(rows.map((row) => [textOf(keyOf(row)), row]));
      for (const instance of instances.value) {
        const row = byKey.get(textOf([instance.app, instanceIdOf(instance)]));
        if (row === undefined) continue;
        const ageMs = ageOf(row, instance) + this.deps.clock.monotonic() - askedAt;
        const copy = { instance, override: overrideOf(instance, row.override) };
        if (this.deps.intake.take(copy, ageMs, table.value.toldAt)) taken++;
      }
    }
    const { node, isFilled, toldAt, leases } = table.value;
    return { kind: 'told', value: { node, isFilled, toldAt, leases: leases.length, taken } };
  }

  /** Does what can be done at once; the rest are the instances to ask for. */
  #compare({ leases, cancelled }: LeaseTable, askedAt: number): readonly LeaseRow[] {
    const { store, overrides, intake, tombstones } = this.deps;
    for (const { agoMs, ...row } of cancelled) intake.cancelled({ ...row, cancelledAt: askedAt - agoMs });
    return leases.filter((row) => {
      const ours = store.find(row.app, row.id);
      if (ours === undefined) return !tombstones.blocks(row);
      if (copyHash(ours, overrides) !== row.hash) return true;
      intake.confirm(row.app, row.id, row.ageMs + this.deps.clock.monotonic() - askedAt);
      return false;
    });
  }
}

function keyOf({ app, id }: LeaseRow): InstanceKey {
  return [app, id];
}

function textOf([app, id]: InstanceKey): string {
  return `${app.length}:${app}${id}`;
}
