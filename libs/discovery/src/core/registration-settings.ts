import type { BackoffOptions } from '@nest-eureka/time';

/** How often the registry hears of this instance; all durations above 0. */
export interface RegistrationSettings {
  /** Between two heartbeats (client.md 1.6). */
  readonly renewalIntervalMs: number;
  /** How late a change is sent that is not sent on demand; the rate of those that are follows from it (client.md 1.5). */
  readonly replicationIntervalMs: number;
  /** When the periodic replication begins, after the start. */
  readonly initialReplicationMs: number;
  /** False: changes wait for the periodic replication or the next heartbeat. */
  readonly onDemandUpdate: boolean;
  /** For one call with all its attempts at several registries. */
  readonly callTimeoutMs: number;
  /** Between failing attempts; never more than a renewal interval, so that a registry that is back has everyone back in it. */
  readonly retry: BackoffOptions;
}
