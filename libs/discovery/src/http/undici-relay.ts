import type { Answer } from './service-call.js';

/** What of undici's types is needed; it is never imported, so that nobody has to have it. */
export interface DispatchController {
  readonly aborted?: boolean;
  readonly reason?: Error | null;
  readonly paused?: boolean;
  readonly rawHeaders?: unknown;
  readonly rawTrailers?: unknown;
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface DispatchHandler {
  onRequestStart?(controller: DispatchController, context: unknown): void;
  onResponseStart?(controller: DispatchController, status: number, headers: Headers, statusMessage?: string): void;
  onResponseData?(controller: DispatchController, chunk: Buffer): void;
  onResponseEnd?(controller: DispatchController, trailers: Headers): void;
  onResponseError?(controller: DispatchController, error: Error): void;
}

type Step = (handler: DispatchHandler, controller: DispatchController) => void;

/** Takes one attempt's answer and holds it back until it is known that it is the one; then passes it on as it comes. */
export class AttemptReply implements DispatchHandler {
  readonly answer: Promise<Answer<AttemptReply>>;
  readonly #steps: Step[] = [];
  #resolve: (answer: Answer<AttemptReply>) => void = () => {};
  #reject: (error: Error) => void = () => {};
  #hasHead = false;
  #controller: DispatchController | undefined;
  #receiver: CallerController | undefined;

  constructor(private readonly signal: AbortSignal) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get controller(): DispatchController | undefined {
    return this.#controller;
  }

  onRequestStart(controller: DispatchController): void {
    this.#controller = controller;
    if (this.signal.aborted) this.#end();
    else this.signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  onResponseStart(controller: DispatchController, status: number, headers: Headers, statusMessage?: string): void {
    if (status < 200) return;
    this.#hasHead = true;
    controller.pause();
    this.#keep((handler, to) => handler.onResponseStart?.(to, status, headers, statusMessage));
    const retryAfter = headers['retry-after'];
    this.#resolve({
      status,
      ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
      response: this,
      discard: () => this.#end(),
    });
  }

  onResponseData(_controller: DispatchController, chunk: Buffer): void {
    this.#keep((handler, to) => handler.onResponseData?.(to, chunk));
  }

  onResponseEnd(_controller: DispatchController, trailers: Headers): void {
    this.#keep((handler, to) => handler.onResponseEnd?.(to, trailers));
  }

  onResponseError(_controller: DispatchController, error: Error): void {
    if (this.#hasHead) this.#keep((handler, to) => handler.onResponseError?.(to, error));
    else this.#reject(error);
  }

  /** This is the answer. */
  deliverTo(receiver: CallerController): void {
    this.#receiver = receiver;
    receiver.follow(this);
    this.pump();
  }

  /** Passes on what has come, as far as the caller takes it. */
  pump(): void {
    while (this.#receiver !== undefined && !this.#receiver.paused) {
      const step = this.#steps.shift();
      if (step === undefined) {
        this.#controller?.resume();
        return;
      }
      step(this.#receiver.handler, this.#receiver);
    }
  }

  #keep(step: Step): void {
    this.#steps.push(step);
    this.pump();
  }

  #end(): void {
    const { reason } = this.signal as { readonly reason: unknown };
    if (!this.#controller?.aborted) this.#controller?.abort(reason instanceof Error ? reason : new Error('not needed'));
  }
}

/** What the caller has in hand: before the answer it ends the call, after that it steers the answer. */
export class CallerController implements DispatchController {
  readonly #abort = new AbortController();
  #reply: AttemptReply | undefined;
  paused = false;

  constructor(readonly handler: DispatchHandler) {}

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get aborted(): boolean {
    return this.#abort.signal.aborted;
  }

  get reason(): Error | null {
    return (this.#abort.signal.reason as Error | undefined) ?? null;
  }

  get rawHeaders(): unknown {
    return this.#reply?.controller?.rawHeaders;
  }

  get rawTrailers(): unknown {
    return this.#reply?.controller?.rawTrailers;
  }

  follow(reply: AttemptReply): void {
    this.#reply = reply;
  }

  abort(reason: Error): void {
    this.#abort.abort(reason);
    this.#reply?.controller?.abort(reason);
  }

  pause(): void {
    this.paused = true;
    this.#reply?.controller?.pause();
  }

  resume(): void {
    this.paused = false;
    this.#reply?.pump();
  }
}
