import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { RegistrationSettings } from '../core/registration-settings.js';

/** A failed call is tried again after this; the pause doubles up to the interval of the heartbeats. */
const RETRY_MS = 1000;

/** A first attempt at one registry, and another at the next. */
const ATTEMPTS = 2;

/** How often the registry hears of one instance, from its configuration. */
export function registrationSettings({ instance, client }: DiscoveryConfiguration): RegistrationSettings {
  const renewalIntervalMs = instance.leaseRenewalIntervalInSeconds * 1000;
  return {
    renewalIntervalMs,
    replicationIntervalMs: client.instanceInfoReplicationIntervalSeconds * 1000,
    initialReplicationMs: client.initialInstanceInfoReplicationIntervalSeconds * 1000,
    onDemandUpdate: client.onDemandUpdateStatusChange,
    callTimeoutMs: ATTEMPTS * (client.connectTimeoutMs + client.readTimeoutMs),
    retry: { initialMs: Math.min(RETRY_MS, renewalIntervalMs), maxMs: renewalIntervalMs },
  };
}
