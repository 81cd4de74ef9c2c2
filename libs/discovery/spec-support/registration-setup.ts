import { ManualClock } from '@nest-eureka/time/testing';
import type { ClientEvent } from '../src/core/client-event.js';
import { OwnInstance } from '../src/core/own-instance.js';
import { Registration } from '../src/core/registration.js';
import type { RegistrationSettings } from '../src/core/registration-settings.js';
import { sampleInstance } from './sample-instance.js';
import { ScriptedCalls } from './scripted-calls.js';

export interface RegistrationSetup {
  readonly clock: ManualClock;
  readonly calls: ScriptedCalls;
  readonly own: OwnInstance;
  readonly registration: Registration;
  readonly events: ClientEvent[];
}

/** Eureka's usual intervals, and no jitter. */
export function usualSettings(changes: Partial<RegistrationSettings> = {}): RegistrationSettings {
  return {
    renewalIntervalMs: 30_000,
    replicationIntervalMs: 30_000,
    initialReplicationMs: 40_000,
    onDemandUpdate: true,
    callTimeoutMs: 8000,
    retry: { initialMs: 1000, maxMs: 60_000, jitter: 0 },
    ...changes,
  };
}

/** A registration with Eureka's usual intervals that has not started yet, and no jitter. */
export function registrationSetup(
  changes: Partial<RegistrationSettings> = {},
  clock = new ManualClock(),
): RegistrationSetup {
  const calls = new ScriptedCalls(clock);
  const own = new OwnInstance(sampleInstance(), clock);
  const events: ClientEvent[] = [];
  const deps = { clock, random: () => 0, onEvent: (event: ClientEvent) => void events.push(event) };
  return { clock, calls, own, events, registration: new Registration(own, calls, usualSettings(changes), deps) };
}
