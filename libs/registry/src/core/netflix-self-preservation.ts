import type { Clock } from '@nest-eureka/time';
import { holdsForRenewals } from './preservation-judgement.js';
import type { RenewalThreshold } from './renewal-threshold.js';
import type { Hold, SelfPreservation } from './self-preservation.js';
import { englishOf, said } from './sentences/said.js';

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
    const why =
      threshold > 0 ? said('hold.renewals', { renewals: renewalsLastMinute, threshold }) : said('hold.nobody-expected');
    return [
      {
        scope: 'registry',
        missing: Math.max(0, expectedClients - heard),
        known: expectedClients,
        since: this.#heldSince,
        until: undefined,
        reason: englishOf(why),
        said: why,
      },
    ];
  }

  judge(): void {
    if (this.isExpirationEnabled()) this.#heldSince = undefined;
    else this.#heldSince ??= this.clock.now();
  }

  /** Renewals are counted by the threshold itself, which is told first. */
  on(): void {}
}
