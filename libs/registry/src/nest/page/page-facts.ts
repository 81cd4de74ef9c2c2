import type { Hold, SelfPreservation } from '../../core/self-preservation.js';
import { englishOf, said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { RegistryCore } from '../../core/assemble.js';
import type { ServerFacts } from '../server-facts.js';

/** The head of the page as plain values (server.md 8.7). */
export interface SystemStatus {
  readonly environment: string;
  readonly datacenter: string;
  /** `2026-11-22T00:23:47 +0000` */
  readonly currentTime: string;
  readonly uptime: string;
  readonly leaseExpirationEnabled: boolean;
  readonly renewsThreshold: number;
  readonly renewsLastMinute: number;
  /** Java's wording, undefined when all is well. */
  readonly banner: string | undefined;
  /** The same by its code. */
  readonly bannerSaid: Said | undefined;
  readonly holds: readonly Hold[];
}

export function systemStatus(core: RegistryCore, facts: ServerFacts): SystemStatus {
  const { configuration, clock } = facts;
  const { selfPreservation, renewalThreshold } = core;
  const holds = selfPreservation.holds();
  const banner = bannerOf(selfPreservation, isBelowThreshold(core, facts));
  return {
    environment: configuration.environment,
    datacenter: configuration.datacenter,
    currentTime: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, ' +0000'),
    uptime: facts.uptime(),
    leaseExpirationEnabled: !holds.some((hold) => hold.scope === 'registry'),
    renewsThreshold: renewalThreshold.threshold,
    renewsLastMinute: renewalThreshold.renewalsLastMinute,
    banner: banner && englishOf(banner),
    bannerSaid: banner,
    holds,
  };
}

/** In netflix mode Java's own test, which waits five minutes after the start; in modern mode whether anything is held. */
function isBelowThreshold({ selfPreservation, renewalThreshold }: RegistryCore, facts: ServerFacts): boolean {
  const { server } = facts.configuration;
  if (server.selfPreservationMode === 'modern') return selfPreservation.holds().length > 0;
  const isSettled = facts.runsForMs() > server.waitTimeInMsWhenSyncEmpty;
  return isSettled && renewalThreshold.renewalsLastMinute <= renewalThreshold.threshold;
}

function bannerOf({ enabled }: SelfPreservation, isBelow: boolean): Said | undefined {
  if (enabled) return isBelow ? said('banner.emergency') : undefined;
  return said(isBelow ? 'banner.few-renewals' : 'banner.turned-off');
}
