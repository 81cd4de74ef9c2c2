import type { RegistryListener } from './registry-event.js';
import type { Said } from './sentences/said.js';

/** What self-preservation keeps from being evicted at the moment. */
export interface Hold {
  /** The name of an application, or `registry` for all of them (application names are upper case). */
  readonly scope: string;
  readonly missing: number;
  /** Of how many: those listed and those evicted lately. */
  readonly known: number;
  /** Wall-clock ms. */
  readonly since: number;
  /** Wall-clock ms at which it ends at the latest; undefined: it lasts as long as renewals are too few. */
  readonly until: number | undefined;
  /** In plain words, for people. */
  readonly reason: string;
  /** The same by its code. */
  readonly said: Said;
}

/** Decides whether silence means dead instances or a fault on our side, and then keeps what is listed. */
export interface SelfPreservation extends RegistryListener {
  /** The setting, not the state: whether holds can happen at all. */
  readonly enabled: boolean;
  /** False while expired leases of this application are kept. */
  isExpirationEnabled(app: string): boolean;
  holds(): readonly Hold[];
  /** Looks at the registry anew; called before each eviction pass. */
  judge(): void;
}
