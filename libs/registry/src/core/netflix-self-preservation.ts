import type { Clock } from '@nest-eureka/time';
import { holdsForRenewals } from './preservation-judgement.js';
import type { RenewalThreshold } from './renewal-threshold.js';
import type { Hold, SelfPreservation } from './self-preservation.js';

/** Netflix's rule: too few renewals in the last whole minute keep everything (server.md 2.10). */
export class NetflixSelfPreservation implements SelfPreservation {
  #heldSince: number | undefined;

  constructor(
    readonly enabled: boolean,
    private readonly renewals: RenewalThreshold,
    private readonly clock: Clock,
  ) {}

  isExpirationEnabled(): boolean {
    return !this.enabled || !holdsForRenewals(this.renewals.renewalsLastMinute, this.renewals.threshold);
  }

  holds(): readonly Hold[] {
    this.judge();
    if (this.#heldSince === undefined) return [];
    const { expectedClients, expectedRenewals, renewalsLastMinute, threshold } = this.renewals;
    const heard = expectedRenewals === 0 ? 0 : Math.trunc((expectedClients * renewalsLastMinute) / expectedRenewals);
    const reason =
      threshold > 0
        ? `${renewalsLastMinute} renewals came in the last full minute, evicting needs more than ${threshold}`
        : 'no client is expected yet, so nothing is evicted';
    const missing = Math.max(0, expectedClients - heard);
    return [{ scope: 'registry', missing, known: expectedClients, since: this.#heldSince, until: undefined, reason }];
  }

  judge(): void {
    if (this.isExpirationEnabled()) this.#heldSince = undefined;
    else this.#heldSince ??= this.clock.now();
  }

  /** Renewals are counted by the threshold itself, which is told first. */
  on(): void {}
}
