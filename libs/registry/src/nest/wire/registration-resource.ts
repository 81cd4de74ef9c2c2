import { decodeInstance, instanceIdOf } from '@nest-eureka/protocol';
import type { DecodeLimits } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Measure } from '../../core/administration/measure.js';
import type { Measures } from '../../core/administration/measures.js';
import type { Attribution } from '../../core/attribution.js';
import type { LeaseService } from '../../core/lease-service.js';
import { maskText } from '../../security/secrets/masked-secrets.js';
import { readDocument, refusal as unreadable } from './document-reader.js';
import { NO_CONTENT } from './reply.js';
import type { Reply } from './reply.js';
import { segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';
import type { WriteGate } from './write-gate.js';

/** Bounds on what a body may hold. */
export interface BodyLimits extends DecodeLimits {
  readonly maxBodyBytes: number;
}

/** `POST /apps/{app}`: registers an instance, or renews it whole (server.md 1.4 D). */
export class RegistrationResource {
  constructor(
    private readonly leases: LeaseService,
    private readonly limits: BodyLimits,
    private readonly attribution: Attribution,
    private readonly measures: Pick<Measures, 'find'>,
    private readonly clock: Clock,
    private readonly gate: Pick<WriteGate, 'refusal' | 'registered'>,
  ) {}

  readonly register = async (request: WireRequest): Promise<Reply> => {
    const document = await readDocument(request.http, this.limits.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const decoded = decodeInstance(document.text, document.contentType.format, this.limits);
    if (!decoded.ok) return unreadable(document.contentType, decoded.fault);
    const app = segment(request, 1);
    const id = instanceIdOf(decoded.value);
    const refusal = this.gate.refusal(request, app, id);
    if (refusal !== undefined) return refusal;
    const bar = this.measures.find('bar', app.toUpperCase(), id);
    if (bar !== undefined) return this.#barred(bar);
    const outcome = this.attribution.during(request.caller, () =>
      this.leases.register(app, decoded.value, request.origin),
    );
    if (outcome.kind === 'registered') {
      this.gate.registered(request, app, id);
      return NO_CONTENT;
    }
    return { kind: 'document', status: 400, contentType: request.negotiated.entity.contentType, body: outcome.message };
  };

  /** Who was evicted for a time is told so; clients try again by themselves. */
  #barred({ until, reason }: Measure): Reply {
    const seconds = until === undefined ? undefined : Math.max(1, Math.ceil((until - this.clock.now()) / 1000));
    const why = reason === undefined ? '' : ` (${maskText(reason)})`;
    const message = `An operator has evicted this instance${why}; it may not register${until === undefined ? '' : ` until ${new Date(until).toISOString()}`}.`;
    return {
      kind: 'error',
      status: 403,
      refused: 'barred',
      message,
      ...(seconds === undefined ? {} : { headers: { 'Retry-After': String(seconds) } }),
    };
  }
}
