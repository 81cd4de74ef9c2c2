import type { Clock } from '@nest-eureka/time';
import type { LeaseStore } from '../../core/lease-store.js';
import { said } from '../../core/sentences/said.js';
import type { Arrivals } from '../../watch/arrivals.js';
import { readQuestion } from '../../watch/ask-node.js';
import { seenEverywhere } from '../../watch/seen-everywhere.js';
import type { AskNode } from '../../watch/seen-everywhere.js';
import type { Watch } from '../../watch/watch.js';
import { badRequest, telling } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';
import type { WireRequest } from './wire-request.js';

const DEFAULT_WAIT_MS = 5_000;
const MOST_WAIT_MS = 60_000;
/** Each keeps a connection to every other node busy. */
const MOST_ASKING = 100;

const BUSY: Reply = {
  kind: 'error',
  status: 503,
  refused: 'streams',
  message: 'Too many wait already for changes to be seen.',
  headers: { 'Retry-After': '1' },
};

export interface SeenResourceDeps {
  readonly watch: Pick<Watch, 'whenSeen' | 'polls'>;
  readonly store: Pick<LeaseStore, 'find'>;
  readonly arrivals: Arrivals;
  readonly clock: Clock;
  /** One for each other node; undefined for one that cannot be asked. */
  readonly otherNodes: () => readonly (AskNode | undefined)[];
}

/** `x/watch/seen` and `x/replication/seen`: who has seen what an instance is now (docs/protocol.md). */
export class SeenResource {
  #asking = 0;

  constructor(private readonly deps: SeenResourceDeps) {}

  /** Waits until all who watch an instance have seen what it is now, at every node. */
  readonly everywhere = async ({ query }: WireRequest): Promise<Reply> => {
    const [app, id] = [queryValue(query, 'app')?.toUpperCase(), queryValue(query, 'id')];
    if (app === undefined || id === undefined) return badRequest('app and id must name an instance.');
    const asked = Number(queryValue(query, 'wait') ?? DEFAULT_WAIT_MS);
    if (!(asked >= 0)) return badRequest('wait must be a number of milliseconds.');
    const waitMs = Math.min(asked, MOST_WAIT_MS);
    const instance = this.deps.store.find(app, id)?.instance;
    if (instance === undefined) return telling(404, said('instance.unknown', { app, id }));
    if (this.#asking >= MOST_ASKING) return BUSY;
    this.#asking++;
    try {
      const { status, lastDirtyTimestamp = 0 } = instance;
      const question = { app, id, status, lastDirtyTimestamp, waitMs };
      const others = this.deps.otherNodes().map(async (ask) => ask?.(question));
      const own = await this.deps.watch.whenSeen(app, id, waitMs);
      if (own.kind === 'unknown') return telling(404, said('instance.unknown', { app, id }));
      if (own.kind === 'busy') return BUSY;
      const told = await Promise.all(others);
      return json(seenEverywhere({ ...counts(own), polled: this.deps.watch.polls.areLikely }, told));
    } finally {
      this.#asking--;
    }
  };

  /** The same for those who watch this node alone: what another node asks. It asks nobody in its turn. */
  readonly here = async ({ query }: WireRequest): Promise<Reply> => {
    const question = readQuestion(query);
    if (question === undefined) return badRequest('app, id, status, dirty and wait must be as a node of ours asks.');
    const bounded = { ...question, waitMs: Math.min(question.waitMs, MOST_WAIT_MS) };
    const { arrivals, clock, watch } = this.deps;
    const { app, id, waitMs } = bounded;
    const until = clock.monotonic() + waitMs;
    if (!(await arrivals.hasCome(bounded))) return telling(404, said('instance.unknown', { app, id }));
    const own = await watch.whenSeen(app, id, Math.max(0, until - clock.monotonic()));
    if (own.kind === 'unknown') return telling(404, said('instance.unknown', { app, id }));
    if (own.kind === 'busy') return BUSY;
    return json({ ...counts(own), polled: watch.polls.areLikely });
  };
}

function counts({ watchers, missing }: { readonly watchers: number; readonly missing: number }): {
  readonly watchers: number;
  readonly missing: number;
} {
  return { watchers, missing };
}

function json(body: object): Reply {
  return { kind: 'document', status: 200, contentType: 'application/json', body: JSON.stringify(body) };
}
