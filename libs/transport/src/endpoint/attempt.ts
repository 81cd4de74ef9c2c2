import type { Cancel, TimerClock } from '@nest-eureka/time';

/** How long one request may take, in ms. */
export interface AttemptLimits {
  readonly connectMs: number;
  /** Longest silence once connected. */
  readonly silenceMs: number;
  /** From start to end, whatever happens in between. */
  readonly wholeMs: number;
}

/** Why a request was ended from this side. */
export type AttemptEnding =
  | { readonly reason: 'aborted' }
  | { readonly reason: 'timeout'; /** What the registry did. */ readonly message: string };

/** The time one request has: it ends the request when it is up, when the caller gives up, or when everything is closed. */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #onCallerAbort = (): void => this.abort();
  readonly #cancelWhole: Cancel;
  #cancelPhase: Cancel;
  #ending: AttemptEnding | undefined;
  #isFinished = false;

  constructor(
    private readonly limits: AttemptLimits,
    private readonly clock: TimerClock,
    private readonly caller: AbortSignal | undefined,
  ) {
    this.#cancelWhole = this.#timeoutAfter(limits.wholeMs, 'did not end');
    this.#cancelPhase = this.#timeoutAfter(limits.connectMs, 'gave no connection');
    if (caller?.aborted) this.abort();
    else caller?.addEventListener('abort', this.#onCallerAbort, { once: true });
  }

  /** Ends the request when the attempt ends. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Undefined as long as nobody ended the request from this side. */
  get ending(): AttemptEnding | undefined {
    return this.#ending;
  }

  /** The registry has been reached, or has sent something; from now on its silence counts. */
  heard(): void {
    if (this.#isFinished) return;
    this.#cancelPhase();
    this.#cancelPhase = this.#timeoutAfter(this.limits.silenceMs, 'did not answer');
  }

  /** Everything is there; what is left to do is not the registry's. */
  received(): void {
    this.#cancelPhase();
  }

  abort(): void {
    this.#end({ reason: 'aborted' });
  }

  /** To be called once the request has an outcome: nothing is timed or listened to any more. */
  finish(): void {
    this.#isFinished = true;
    this.#cancelWhole();
    this.#cancelPhase();
    this.caller?.removeEventListener('abort', this.#onCallerAbort);
  }

  /** As the promise, but rejects when the attempt ends first. */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const give = (): void => reject(new Error('the attempt has ended'));
      if (this.signal.aborted) give();
      this.signal.addEventListener('abort', give, { once: true });
      promise.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', give));
    });
  }

  #timeoutAfter(ms: number, did: string): Cancel {
    return this.clock.after(ms, () => this.#end({ reason: 'timeout', message: `${did} within ${Math.round(ms)} ms` }));
  }

  #end(ending: AttemptEnding): void {
    if (this.#isFinished) return;
    this.#ending = ending;
    this.finish();
    this.#controller.abort();
  }
}
