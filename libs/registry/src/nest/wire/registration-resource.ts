import { decodeInstance } from '@nest-eureka/protocol';
import type { DecodeLimits } from '@nest-eureka/protocol';
import type { LeaseService } from '../../core/lease-service.js';
import { readDocument, refusal } from './document-reader.js';
import { NO_CONTENT } from './reply.js';
import type { Reply } from './reply.js';
import { segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

/** Bounds on what a body may hold. */
export interface BodyLimits extends DecodeLimits {
  readonly maxBodyBytes: number;
}

/** `POST /apps/{app}`: registers an instance, or renews it whole (server.md 1.4 D). */
export class RegistrationResource {
  constructor(
    private readonly leases: LeaseService,
    private readonly limits: BodyLimits,
  ) {}

  readonly register = async (request: WireRequest): Promise<Reply> => {
    const document = await readDocument(request.http, this.limits.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const decoded = decodeInstance(document.text, document.contentType.format, this.limits);
    if (!decoded.ok) return refusal(document.contentType, decoded.fault);
    const outcome = this.leases.register(segment(request, 1), decoded.value, request.origin);
    if (outcome.kind === 'registered') return NO_CONTENT;
    return { kind: 'document', status: 400, contentType: request.negotiated.entity.contentType, body: outcome.message };
  };
}
