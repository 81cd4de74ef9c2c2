import type { Cancel, TimerClock } from '@nest-eureka/time';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { CallOutcome, RegistryCalls } from '@nest-eureka/transport';
import type { ClientEvent, ClientEventListener } from './client-event.js';
import type { OwnInstance } from './own-instance.js';
import { outcomeOf } from './outcome-of.js';
import { registrationFailure } from './registration-failure.js';
import { RegistrationRecord } from './registration-record.js';
import type { RegistrationReport, RegistrationState } from './registration-report.js';
import { RegistrationSchedule } from './registration-schedule.js';
import type { RegistrationSettings } from './registration-settings.js';
import { untilAborted } from './until-aborted.js';

export interface RegistrationDeps {
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly onEvent: ClientEventListener;
}

/** The one request that is under way. */
interface Flight {
  readonly purpose: 'register' | 'heartbeat';
  readonly abort: AbortController;
  /** After this flight has landed, and the next has taken off if one was due. */
  readonly ended: Promise<void>;
}

const NO_TIME_LEFT = 'No time was left for the cancel: the registry keeps the instance until its lease expires';

type Phase = 'idle' | 'active' | 'leaving' | 'cancelling' | 'left';

/**
 * Keeps one instance registered, whatever happens to the registries, until it is cancelled. Everything it sends goes one
 * after the other: what is sent next is decided when the answer to the last is in, so a change can neither overtake another
 * nor come after the cancel, and any number of changes in between make one registration.
 */
export class Registration {
  readonly #schedule: RegistrationSchedule;
  readonly #registered: Promise<boolean>;
  #settleRegistered!: (isRegistered: boolean) => void;
  #phase: Phase = 'idle';
  #flight: Flight | undefined;
  #wake: Cancel | undefined;
  #unlisten: Cancel | undefined;
  #farewell: Promise<void> | undefined;
  readonly #stopped = new AbortController();
  /** What the registry has accepted; heartbeats speak of it, so that a change it refuses does not cost the lease. */
  #accepted: InstanceInfo | undefined;
  /** Stamp of the latest state that a registry was asked to take, answered or not; 0 before the first. */
  #triedAt = 0;
  readonly #record = new RegistrationRecord();

  constructor(
    private readonly own: OwnInstance,
    private readonly calls: RegistryCalls,
    private readonly settings: RegistrationSettings,
    private readonly deps: RegistrationDeps,
  ) {
    this.#schedule = new RegistrationSchedule(settings, deps.random, deps.clock.monotonic());
    this.#registered = new Promise((resolve) => {
      this.#settleRegistered = resolve;
    });
  }

  get report(): RegistrationReport {
    return this.#record.report(this.#state);
  }

  /** Registers at once and goes on until `cancel` or `stop`; only the first call counts. */
  start(): void {
    if (this.#phase !== 'idle') return;
    this.#phase = 'active';
    this.#unlisten = this.own.onChange(() => {
      this.#schedule.changed(this.#now);
      this.#proceed();
    });
    this.#schedule.urge(this.#now);
    this.#proceed();
  }

  /** True with the first registration that a registry accepts; false when it is over before. Never rejects. */
  whenRegistered(): Promise<boolean> {
    return this.#registered;
  }

  /** Sends what is not sent yet, or else a heartbeat, without waiting for its time. */
  renewNow(): void {
    if (!this.#isRunning) return;
    this.#schedule.urge(this.#now);
    this.#proceed();
  }

  /**
   * Tells callers to go elsewhere: freezes the status, by default as it is, and ends when a registry has been asked once to
   * take it. True when it has. The lease is kept until `cancel`. The signal ends the waiting, not the telling. Never rejects.
   * A registry keeps an instance UP that says OUT_OF_SERVICE of itself: that takes an override besides (server.md 2.5).
   */
  async leave({ status, signal }: { status?: InstanceStatus; signal?: AbortSignal } = {}): Promise<boolean> {
    if (this.#phase === 'idle') this.#end();
    if (this.#phase !== 'active') return false;
    this.#phase = 'leaving';
    this.own.freezeStatus(status);
    const { lastDirtyTimestamp: stamp = 0 } = this.own.info;
    this.#dropHeartbeat();
    while (this.#triedAt < stamp && this.#isLeaving) {
      this.#schedule.urge(this.#now);
      this.#proceed();
      if (this.#flight === undefined || signal?.aborted === true) return false;
      await untilAborted(this.#flight.ended, signal);
    }
    return (this.#accepted?.lastDirtyTimestamp ?? -1) >= stamp;
  }

  /**
   * Takes the instance out of the registry; nothing is sent after it. A registration that is under way is waited for, since a
   * registry might still take it after the cancel. When the signal aborts, everything under way is given up. Never rejects.
   */
  cancel({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    this.#farewell ??= this.#cancelOnce(signal);
    return this.#farewell;
  }

  /** Ends without a cancel and gives up what is under way: the registry keeps the instance until its lease expires. */
  stop(): void {
    this.#end();
    this.#stopped.abort();
    this.#flight?.abort.abort();
  }

  get #now(): number {
    return this.deps.clock.monotonic();
  }

  get #isRunning(): boolean {
    return this.#phase === 'active' || this.#phase === 'leaving';
  }

  get #isLeaving(): boolean {
    return this.#phase === 'leaving';
  }

  get #state(): RegistrationState {
    if (this.#phase === 'cancelling') return 'leaving';
    if (this.#phase !== 'active') return this.#phase;
    if (this.#record.isFailing) return 'failing';
    return this.#schedule.isRegistered ? 'registered' : 'registering';
  }

  /** Sends what is due, or plans to; one that leaves without ever having been registered sends nothing more. */
  #proceed(): void {
    this.#wake?.();
    this.#wake = undefined;
    if (this.#flight !== undefined || !this.#isRunning) return;
    if (this.#isLeaving && this.#accepted === undefined) return;
    const isDirty = this.own.dirtyAt !== undefined;
    const purpose = this.#schedule.next(this.#now, isDirty);
    if (purpose !== undefined) this.#takeOff(purpose);
    else this.#wake = this.deps.clock.after(this.#schedule.wakeAt(isDirty) - this.#now, () => this.#proceed());
  }

  /** It starts a moment later, so that what changes in one go is one registration. */
  #takeOff(purpose: Flight['purpose']): void {
    const abort = new AbortController();
    const ended = Promise.resolve()
      .then(() => (purpose === 'register' ? this.#register(abort.signal) : this.#beat(abort.signal)))
      .finally(() => {
        this.#flight = undefined;
        this.#proceed();
      });
    this.#flight = { purpose, abort, ended };
  }

  async #register(signal: AbortSignal): Promise<void> {
    const { info } = this.own;
    const stamp = info.lastDirtyTimestamp ?? 0;
    this.#schedule.registering();
    const outcome = await outcomeOf(() =>
      this.calls.register(info, { signal, timeoutMs: this.settings.callTimeoutMs }),
    );
    this.#triedAt = stamp;
    if (signal.aborted) return;
    if (outcome.kind !== 'answered' || outcome.status !== 204) return this.#failed('register', outcome);
    this.own.markSent(stamp);
    this.#accepted = info;
    this.#schedule.registered(this.#now);
    const at = this.deps.clock.now();
    this.#record.registered(at);
    const again = this.#record.registrations > 1;
    this.#tell({ type: 'registered', at, server: outcome.server, status: info.status, again });
    this.#settleRegistered(true);
  }

  async #beat(signal: AbortSignal): Promise<void> {
    const { app, status, lastDirtyTimestamp } = this.#accepted ?? this.own.info;
    const timeoutMs = Math.min(this.settings.callTimeoutMs, this.settings.renewalIntervalMs);
    const beat = { status, lastDirtyTimestamp };
    const outcome = await outcomeOf(() =>
      this.calls.heartbeat(app, instanceIdOf(this.own.info), beat, { signal, timeoutMs }),
    );
    if (signal.aborted) return;
    if (outcome.kind === 'answered' && outcome.status === 404) {
      this.own.markDirty();
      this.#schedule.forgotten(this.#now);
    } else if (outcome.kind === 'answered' && outcome.status === 200) {
      this.#schedule.renewed(this.#now);
      const at = this.deps.clock.now();
      this.#record.renewed(at);
      this.#tell({ type: 'heartbeat', at, server: outcome.server });
    } else {
      this.#failed('heartbeat', outcome);
    }
  }

  #failed(purpose: Flight['purpose'], outcome: CallOutcome<never>): void {
    const isOutOfReach = outcome.kind === 'failed' && ['no-server', 'unreachable', 'timeout'].includes(outcome.reason);
    if (purpose === 'register') this.#schedule.registerFailed(this.#now, isOutOfReach);
    else this.#schedule.beatFailed(this.#now, isOutOfReach);
    const at = this.deps.clock.now();
    const message = registrationFailure(purpose, outcome);
    this.#record.failed(purpose, at, message);
    this.#tell({ type: purpose === 'register' ? 'register-failed' : 'heartbeat-failed', at, message });
  }

  /** A heartbeat is not worth waiting for: it cannot bring an instance back. */
  #dropHeartbeat(): void {
    if (this.#flight?.purpose === 'heartbeat') this.#flight.abort.abort();
  }

  async #cancelOnce(signal: AbortSignal | undefined): Promise<void> {
    if (this.#phase === 'left') return;
    const wasStarted = this.#phase !== 'idle';
    this.#phase = 'cancelling';
    this.#dropHeartbeat();
    const limit = signal === undefined ? this.#stopped.signal : AbortSignal.any([signal, this.#stopped.signal]);
    if (this.#flight !== undefined) await untilAborted(this.#flight.ended, limit);
    this.#flight?.abort.abort();
    if (wasStarted) await this.#sendCancel(limit);
    this.#end();
  }

  async #sendCancel(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return this.#cancelled(NO_TIME_LEFT);
    const { info } = this.own;
    const outcome = await outcomeOf(() =>
      this.calls.cancel(info.app, instanceIdOf(info), { signal, timeoutMs: this.settings.callTimeoutMs }),
    );
    const isDone = outcome.kind === 'answered' && outcome.status === 200;
    this.#cancelled(isDone ? undefined : registrationFailure('cancel', outcome));
  }

  #cancelled(message: string | undefined): void {
    this.#tell({ type: 'cancelled', at: this.deps.clock.now(), message });
  }

  /** A listener that throws in spite of its contract must end neither the heartbeats nor the process. */
  #tell(event: ClientEvent): void {
    try {
      this.deps.onEvent(event);
    } catch {
      return;
    }
  }

  #end(): void {
    this.#phase = 'left';
    this.#wake?.();
    this.#wake = undefined;
    this.#unlisten?.();
    this.#settleRegistered(false);
  }
}
