import type { HeartbeatParameters, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import type { CallFailureReason, CallOptions, CallOutcome, RegistryCalls } from '@nest-eureka/transport';

/** A status, no answer until the caller gives up, or a failure. */
export type ScriptedAnswer = number | 'hang' | CallFailureReason;

export interface SentCall {
  readonly purpose: 'register' | 'heartbeat' | 'cancel';
  readonly at: number;
  readonly status: string | undefined;
  readonly stamp: number | undefined;
  readonly metadata: ReadonlyMap<string, string>;
  readonly timeoutMs: number | undefined;
}

const UNUSED = (): never => {
  throw new Error('This call is not scripted');
};

/** A registry that answers the calls about one's own instance as a test says, and remembers them. */
export class ScriptedCalls implements RegistryCalls {
  readonly sent: SentCall[] = [];
  readonly localAddress = undefined;
  /** Answered in this order; afterwards as `otherwise` says. */
  script: ScriptedAnswer[] = [];
  otherwise: (purpose: SentCall['purpose']) => ScriptedAnswer = (purpose) => (purpose === 'register' ? 204 : 200);
  latencyMs = 0;
  inFlight = 0;
  mostInFlight = 0;

  constructor(private readonly clock: TimerClock) {}

  get purposes(): readonly string[] {
    return this.sent.map(({ purpose }) => purpose);
  }

  count(purpose: SentCall['purpose']): number {
    return this.sent.filter((call) => call.purpose === purpose).length;
  }

  register(instance: InstanceInfo, options?: CallOptions): Promise<CallOutcome<never>> {
    const { status, lastDirtyTimestamp, metadata } = instance;
    return this.#answer('register', { status, lastDirtyTimestamp }, metadata, options);
  }

  heartbeat(_app: string, _id: string, beat: HeartbeatParameters, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.#answer('heartbeat', beat, new Map(), options);
  }

  cancel(_app: string, _id: string, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.#answer('cancel', {}, new Map(), options);
  }

  readonly overrideStatus: (app: string, id: string, status: InstanceStatus) => Promise<CallOutcome<never>> = UNUSED;
  readonly removeOverride = UNUSED;
  readonly applications = UNUSED;
  readonly delta = UNUSED;
  readonly vip = UNUSED;
  readonly application = UNUSED;
  readonly instance = UNUSED;

  close(): void {}

  async #answer(
    purpose: SentCall['purpose'],
    beat: HeartbeatParameters,
    metadata: ReadonlyMap<string, string>,
    { signal, timeoutMs }: CallOptions = {},
  ): Promise<CallOutcome<never>> {
    const { status, lastDirtyTimestamp: stamp } = beat;
    this.sent.push({ purpose, at: this.clock.now(), status, stamp, metadata, timeoutMs });
    const answer = this.script.shift() ?? this.otherwise(purpose);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    const outcome = await this.#settled(answer, signal, timeoutMs);
    this.inFlight -= 1;
    return outcome;
  }

  #settled(
    answer: ScriptedAnswer,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
  ): Promise<CallOutcome<never>> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve(failed('aborted'));
      if (answer !== 'hang' && this.latencyMs === 0) return resolve(outcomeOf(answer));
      const end = (outcome: CallOutcome<never>): void => {
        cancelTimer();
        signal?.removeEventListener('abort', giveUp);
        resolve(outcome);
      };
      const giveUp = (): void => end(failed('aborted'));
      signal?.addEventListener('abort', giveUp);
      const isHung = answer === 'hang';
      const delayMs = isHung ? (timeoutMs ?? Number.MAX_SAFE_INTEGER) : this.latencyMs;
      const cancelTimer = this.clock.after(delayMs, () => end(isHung ? failed('timeout') : outcomeOf(answer)));
    });
  }
}

function outcomeOf(answer: Exclude<ScriptedAnswer, 'hang'>): CallOutcome<never> {
  if (typeof answer === 'string') return failed(answer);
  if (answer === 401) return failed('unauthorized', 401);
  if (answer >= 500 || answer === 400) return failed('refused', answer);
  return { kind: 'answered', status: answer, value: undefined, server: 'http://registry/eureka/' };
}

function failed(reason: CallFailureReason, status?: number): CallOutcome<never> {
  return { kind: 'failed', reason, status, message: `http://registry/eureka/: ${status ?? reason}` };
}
