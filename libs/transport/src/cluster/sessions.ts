import type { Clock } from '@nest-eureka/time';
import type { CallOutcome } from '../call-outcome.js';
import type { EndpointCalls } from '../endpoint/endpoint-calls.js';
import type { CallOptions } from '../registry-calls.js';
import type { CallRequest } from './call-request.js';
import type { Session } from './session.js';

export interface SessionsSettings {
  /** Length of a session, give or take half. */
  readonly sessionMs: number;
}

export interface SessionsDeps {
  readonly clock: Clock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly open: () => Session;
  /** Is told when a session ends by its time. */
  readonly onEnd: () => void;
}

/**
 * One session after another: each begins with a fresh choice of a registry, so that clients spread over the registries again
 * after an outage and come home to their zone (client.md 3.2).
 */
export class Sessions {
  #session: Session | undefined;
  #openedAt = 0;
  #lengthMs = 0;

  constructor(
    private readonly settings: SessionsSettings,
    private readonly deps: SessionsDeps,
  ) {}

  /** The registry that answered last and is kept to. */
  get chosen(): EndpointCalls | undefined {
    return this.#session?.chosen;
  }

  send<T>(request: CallRequest<T>, options: CallOptions = {}): Promise<CallOutcome<T>> {
    return this.#current().send(request, options);
  }

  #current(): Session {
    const now = this.deps.clock.monotonic();
    if (this.#session !== undefined && now - this.#openedAt < this.#lengthMs) return this.#session;
    if (this.#session !== undefined) this.deps.onEnd();
    this.#openedAt = now;
    this.#lengthMs = this.settings.sessionMs * (0.5 + this.deps.random());
    this.#session = this.deps.open();
    return this.#session;
  }
}
