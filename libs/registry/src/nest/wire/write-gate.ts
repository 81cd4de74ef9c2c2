import type { LeaseStore } from '../../core/lease-store.js';
import type { Audit } from '../../security/audit/audit.js';
import type { Owners } from '../../security/ownership/owners.js';
import type { Deed } from '../../security/ownership/owners.js';
import { ANYBODY } from '../../security/roles.js';
import type { Handler } from './route-table.js';
import type { Reply } from './reply.js';
import { segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

export interface InstanceLimits {
  readonly maxInstances: number;
  readonly maxInstancesPerApplication: number;
}

const RETRY_AFTER_SECONDS = '30';

const NOT_YOURS: Reply = {
  kind: 'error',
  status: 403,
  refused: 'not-yours',
  message:
    'This instance was registered by somebody else. eureka.server.users[n].apps names the applications that a user may change; the role operator changes any.',
};

/** What a write to an instance has to pass beyond its role: whose it is, and how many there may be. */
export class WriteGate {
  constructor(
    private readonly owners: Owners,
    private readonly store: Pick<LeaseStore, 'find' | 'application' | 'size'>,
    private readonly limits: InstanceLimits,
    private readonly audit: Audit,
  ) {}

  /** Lets a handler of `apps/{app}/{id}` run for those who may do it. */
  guarding =
    (deed: Deed, handle: Handler): Handler =>
    (request) =>
      this.owners.mayDo(deed, request.principal, segment(request, 1), segment(request, 2))
        ? handle(request)
        : NOT_YOURS;

  /** The same for what a person does by hand: it is recorded where it changed something. */
  recording =
    (action: string, handle: Handler): Handler =>
    async (request) => {
      const [app, id] = [segment(request, 1).toUpperCase(), segment(request, 2)];
      if (!this.owners.mayDo('change', request.principal, app, id)) return NOT_YOURS;
      if (request.origin === 'peer') return handle(request);
      const before = this.#shown(app, id);
      const reply = await handle(request);
      if (reply.kind === 'empty' && reply.status === 200) this.#record(action, request, app, id, before);
      return reply;
    };

  /** A cancel is its client's own business, unless an operator does it. */
  cancelling(handle: Handler): Handler {
    const guarded = this.guarding('change', handle);
    const recorded = this.recording('cancel', handle);
    return (request) =>
      request.principal !== ANYBODY && request.principal.roles.has('operator') ? recorded(request) : guarded(request);
  }

  /** Why an instance may not be registered; undefined where it may. */
  refusal({ principal, origin }: WireRequest, app: string, id: string): Reply | undefined {
    const name = app.toUpperCase();
    if (!this.owners.mayDo('register', principal, name, id)) return NOT_YOURS;
    if (origin === 'peer' || this.store.find(name, id) !== undefined) return undefined;
    const { maxInstances, maxInstancesPerApplication } = this.limits;
    if (this.store.size >= maxInstances)
      return full(`The registry holds ${maxInstances} instances (eureka.server.max-instances).`);
    if ((this.store.application(name)?.size ?? 0) < maxInstancesPerApplication) return undefined;
    return full(
      `The application has ${maxInstancesPerApplication} instances (eureka.server.max-instances-per-application).`,
    );
  }

  registered({ principal, origin }: WireRequest, app: string, id: string): void {
    if (origin === 'client') this.owners.claim(principal, app, id);
  }

  #shown(app: string, id: string): unknown {
    const instance = this.store.find(app, id)?.instance;
    if (instance === undefined) return undefined;
    const { status, overriddenStatus, metadata } = instance;
    return { status, overriddenStatus, metadata };
  }

  #record(action: string, { caller, query }: WireRequest, app: string, id: string, before: unknown): void {
    const after = this.#shown(app, id);
    this.audit.record({
      action,
      by: caller.name,
      from: caller.address,
      app,
      id,
      before,
      after,
      reason: reasonIn(query),
    });
  }
}

/** The plain API has no place for a reason; `reason=` is ignored by every server. */
function reasonIn(query: string): string | undefined {
  return new URLSearchParams(query).get('reason') ?? undefined;
}

function full(message: string): Reply {
  return { kind: 'error', status: 503, refused: 'instances', message, headers: { 'Retry-After': RETRY_AFTER_SECONDS } };
}
