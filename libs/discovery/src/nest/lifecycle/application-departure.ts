import type { DrainSettings } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import type { RegistryCalls } from '@nest-eureka/transport';
import { instanceIdOf } from '@nest-eureka/protocol';
import { depart } from '../../core/departure.js';
import type { DepartureSteps } from '../../core/departure.js';
import type { Registration } from '../../core/registration.js';
import type { DiscoveryLog } from '../discovery-log.js';
import type { HealthFeed } from '../health/health-feed.js';
import type { OwnService, OwnServices } from '../own-services.js';
import { keepingAlive } from './keeping-alive.js';

export interface DepartureSettings extends DrainSettings {
  /** False: the registry keeps the instance until its lease expires. */
  readonly cancel: boolean;
}

/** What else takes part in leaving. */
export interface DepartureParts {
  readonly own: OwnServices;
  readonly health: HealthFeed;
  readonly calls: RegistryCalls;
  readonly log: DiscoveryLog;
  readonly clock: TimerClock;
}

/** How this application leaves: once, however often it is asked to. */
export class ApplicationDeparture {
  #under: Promise<void> | undefined;
  /** Ends when no request is left. */
  inFlight: () => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly settings: DepartureSettings,
    private readonly parts: DepartureParts,
  ) {}

  get isUnderWay(): boolean {
    return this.#under !== undefined;
  }

  /** Never rejects; ends within the deadline of the drain. */
  depart(): Promise<void> {
    this.#under ??= keepingAlive(this.#departOnce());
    return this.#under;
  }

  async #departOnce(): Promise<void> {
    const { enabled, status, waitSeconds, deadlineSeconds, cancel } = this.settings;
    const { own, health, calls, log, clock } = this.parts;
    health.freeze();
    const cutShort = await depart(
      {
        // who asks reads `isUnderWay`, which holds from now on
        readinessOff: () => {},
        registrations: own.all.map((service) => leaving(service, calls)),
        status,
        callersSeeMs: enabled ? waitSeconds * 1000 : 0,
        haveCallersSeen: (waitMs, signal) => haveCallersSeen(own.all, calls, waitMs, signal),
        cancel,
        inFlight: () => (enabled ? this.inFlight() : Promise.resolve()),
      },
      deadlineSeconds * 1000,
      clock,
    );
    if (cutShort.length > 0) log.warn(`leaving took its time, and was cut short at: ${cutShort.join(', ')}`);
  }
}

/** Whether the registry vouches for all who watch these services. */
async function haveCallersSeen(
  services: readonly OwnService[],
  { watching }: RegistryCalls,
  waitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (watching === undefined) return false;
  const seen = await Promise.all(
    services.map(({ own: { info } }) => watching.whenSeen(info.app, instanceIdOf(info), waitMs, { signal })),
  );
  return seen.every(Boolean);
}

type LeaveOptions = NonNullable<Parameters<Registration['leave']>[0]>;

/**
 * A registry lets no instance that is UP go OUT_OF_SERVICE by its own word, only by an override (server.md 2.5); the cancel
 * takes that away again.
 */
function leaving({ own, registration }: OwnService, calls: RegistryCalls): DepartureSteps['registrations'][number] {
  return {
    leave: async (options?: LeaveOptions) => {
      const { status, signal } = options ?? {};
      const limit = signal && { signal };
      const isTold = await registration.leave({ ...limit, ...(status && { status }) });
      if (!isTold || status !== 'OUT_OF_SERVICE') return isTold;
      const { app, lastDirtyTimestamp } = own.info;
      const outcome = await calls.overrideStatus(app, instanceIdOf(own.info), status, lastDirtyTimestamp, limit);
      return outcome.kind === 'answered';
    },
    cancel: (options) => registration.cancel(options),
    stop: () => registration.stop(),
  };
}
