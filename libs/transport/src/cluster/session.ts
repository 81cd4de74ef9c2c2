import type { CallOutcome } from '../call-outcome.js';
import type { EndpointCalls } from '../endpoint/endpoint-calls.js';
import type { Connections } from '../endpoint/connections.js';
import type { EndpointFailure } from '../endpoint/endpoint-outcome.js';
import { failed } from '../endpoint/endpoint-outcome.js';
import type { Endpoint } from '../endpoint/endpoint.js';
import { TimeLimit } from '../endpoint/time-limit.js';
import type { CallOptions } from '../registry-calls.js';
import type { ServerList } from '../server-list/server-list.js';
import { CallLog } from './call-log.js';
import type { CallRequest } from './call-request.js';
import { isAnswer } from './is-answer.js';
import { Quarantine } from './quarantine.js';
import { RedirectingCalls } from './redirecting-calls.js';

/** In total, the first included; none is delayed (client.md 3.3). */
const ATTEMPTS = 3;
const NONE_KNOWN = 'No registry is known';

export interface SessionDeps {
  readonly servers: ServerList;
  readonly connections: Connections;
}

/**
 * The choice of a registry: the last good one is kept, one that fails is left for the next in the list and put in quarantine
 * (client.md 3.3). A call's limit is shared out, so that a registry that hangs leaves time for those after it.
 */
export class Session {
  readonly #quarantine: Quarantine;
  /** Shared by concurrent calls; the last success wins. */
  #pinned: RedirectingCalls | undefined;

  constructor(
    quarantineRefreshShare: number,
    private readonly deps: SessionDeps,
  ) {
    this.#quarantine = new Quarantine(quarantineRefreshShare);
  }

  /** The registry that answered last and is kept to. */
  get chosen(): EndpointCalls | undefined {
    return this.#pinned?.current;
  }

  /** Never rejects. */
  async send<T>(request: CallRequest<T>, { signal, timeoutMs }: CallOptions): Promise<CallOutcome<T>> {
    const log = new CallLog();
    const limit = new TimeLimit(timeoutMs, this.deps.connections.clock);
    let unasked: Endpoint[] | undefined;
    for (let attemptsLeft = ATTEMPTS; attemptsLeft > 0 && limit.leftMs > 0; attemptsLeft--) {
      const pinned = this.#pinned;
      if (pinned === undefined && unasked === undefined) {
        const found = await this.#candidates(signal, limit.leftMs);
        if (!Array.isArray(found)) return log.ended(found);
        unasked = found;
      }
      const calls = pinned ?? this.#open(unasked?.shift());
      if (calls === undefined) return log.failure('no-server', NONE_KNOWN);
      const others = unasked?.length ?? this.deps.servers.size - 1;
      const shares = Math.min(attemptsLeft, 1 + Math.max(0, others));
      const { outcome, server } = await calls.send(request, { signal, timeoutMs: limit.leftMs / shares });
      if (outcome.kind === 'answered' && isAnswer(outcome.status, request.type)) {
        this.#pinned = calls;
        return { kind: 'answered', status: outcome.status, value: outcome.value, server };
      }
      if (outcome.kind === 'failed' && outcome.reason === 'aborted') return log.ended(outcome);
      log.note(server, outcome);
      if (this.#pinned === calls) this.#pinned = undefined;
      if (pinned === undefined) this.#quarantine.add(calls.endpoint);
    }
    return log.failure('timeout', 'The call had no time');
  }

  /** Those to ask, in their order; a failure when they are not known in time. */
  async #candidates(signal: AbortSignal | undefined, timeoutMs: number): Promise<Endpoint[] | EndpointFailure> {
    const attempt = this.deps.connections.begin(signal, timeoutMs);
    try {
      return [...this.#quarantine.candidates(await attempt.race(this.deps.servers.endpoints()))];
    } catch {
      return attempt.ending?.reason === 'aborted'
        ? failed('aborted', 'was given up')
        : failed('timeout', 'The list of registries is not known yet');
    } finally {
      this.deps.connections.finish(attempt);
    }
  }

  #open(endpoint: Endpoint | undefined): RedirectingCalls | undefined {
    if (endpoint === undefined) return undefined;
    const { connections, servers } = this.deps;
    return new RedirectingCalls(endpoint, { connections, knownEndpoint: (url) => servers.find(url) });
  }
}
