import type { AccessSettings } from './access-gate.js';
import type { LeaseSettings } from './lease-service.js';
import type { ModernSelfPreservationSettings } from './modern-self-preservation.js';
import type { RenewalThresholdSettings } from './renewal-threshold.js';
import type { StatusOverridesSettings } from './status-overrides.js';

/** Everything the core wants to know, resolved: it has no notion of a mode. */
export interface RegistrySettings {
  readonly lease: LeaseSettings;
  readonly selfPreservation:
    | { readonly kind: 'netflix'; readonly enabled: boolean }
    | ({ readonly kind: 'modern' } & ModernSelfPreservationSettings);
  /** Share of the registry that stays in each eviction pass, and of expected renewals that must come. @default 0.85 */
  readonly renewalPercentThreshold: number;
  /** See `EvictionSettings`; false in Netflix's mode. @default true */
  readonly remembersPauses?: boolean;
  readonly renewals: Pick<RenewalThresholdSettings, 'expectedClientRenewalIntervalSeconds' | 'initialExpectedClients'>;
  /** What a start-up that found nobody counts as. @default 1 (Spring's `default-open-for-traffic-count`) */
  readonly defaultOpenForTrafficCount: number;
  readonly access: AccessSettings;
  readonly overrides?: StatusOverridesSettings;
}
