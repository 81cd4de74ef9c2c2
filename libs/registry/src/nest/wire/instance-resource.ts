import { encodeInstance } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { LeaseService } from '../../core/lease-service.js';
import type { Regions } from '../../core/regions/regions.js';
import { closedReply } from './closed-reply.js';
import { dirtyTimestampOf, statusValueOf } from './query-values.js';
import { NOT_FOUND_EMPTY, OK, badRequest, notFound, telling } from './reply.js';
import type { Reply } from './reply.js';
import { queryEntries, queryValue } from './request-path.js';
import { metadataFault } from './metadata-fault.js';
import type { MetadataLimits } from './metadata-fault.js';
import { overrideCannotBeLearnt } from './override-fault.js';
import { encodingOf, segment } from './wire-request.js';
import type { WireRequest } from './wire-request.js';

/** One instance and what is done to it: read, heartbeat, cancel, status, metadata (server.md 1.4 E-K). */
export class InstanceResource {
  constructor(
    private readonly leases: LeaseService,
    private readonly regions: Pick<Regions, 'find' | 'findById' | 'regionOf'>,
    private readonly limits: MetadataLimits,
    /** Whether what is not here may only not be here yet; Java says 404 all the same (server.md 4.9). */
    private readonly isFilling: () => boolean,
  ) {}

  /** From here, else from another region, white-lists or not (server.md 1.4 E). */
  readonly read = (request: WireRequest): Reply => {
    const [app, id] = [segment(request, 1), segment(request, 2)];
    return this.#document(this.leases.find(app, id) ?? this.regions.find(app, id), request);
  };

  readonly readById = (request: WireRequest): Reply => {
    const id = segment(request, 1);
    return this.#document(this.leases.findById(id) ?? this.regions.findById(id), request);
  };

  readonly renew = (request: WireRequest): Reply => {
    const { query, origin } = request;
    const lastDirtyTimestamp = dirtyTimestampOf(query);
    if (!lastDirtyTimestamp.ok) return lastDirtyTimestamp.reply;
    const overriddenStatus = queryValue(query, 'overriddenstatus');
    const [app, id] = [segment(request, 1), segment(request, 2)];
    if (
      origin === 'peer' &&
      overrideCannotBeLearnt(() => this.leases.find(app, id), lastDirtyTimestamp.value, overriddenStatus)
    ) {
      return badRequest(`overriddenstatus is ${JSON.stringify(overriddenStatus)}, which is no status.`);
    }
    const report = { lastDirtyTimestamp: lastDirtyTimestamp.value, overriddenStatus };
    const outcome = this.leases.renew(app, id, report, origin);
    switch (outcome.kind) {
      case 'renewed':
        return OK;
      case 'unknown':
      case 'outdated':
        return NOT_FOUND_EMPTY;
      case 'conflict':
        return this.#document(outcome.instance, request, 409);
    }
  };

  readonly cancel = (request: WireRequest): Reply => {
    const outcome = this.leases.cancel(segment(request, 1), segment(request, 2), request.origin);
    return outcome.kind === 'cancelled' ? OK : NOT_FOUND_EMPTY;
  };

  readonly overrideStatus = (request: WireRequest): Reply => {
    const [app, id] = [segment(request, 1), segment(request, 2)];
    if (this.leases.find(app, id) === undefined) return this.#notHere(app, id);
    const status = statusValueOf(request.query, undefined);
    if (!status.ok) return status.reply;
    const dirty = dirtyTimestampOf(request.query);
    if (!dirty.ok) return dirty.reply;
    const outcome = this.leases.overrideStatus(app, id, status.value, dirty.value, request.origin);
    return outcome.kind === 'changed' ? OK : NOT_FOUND_EMPTY;
  };

  readonly removeOverride = (request: WireRequest): Reply => {
    const [app, id] = [segment(request, 1), segment(request, 2)];
    if (this.leases.find(app, id) === undefined) return this.#notHere(app, id);
    const status = statusValueOf(request.query, 'UNKNOWN');
    if (!status.ok) return status.reply;
    const dirty = dirtyTimestampOf(request.query);
    if (!dirty.ok) return dirty.reply;
    const outcome = this.leases.removeOverride(app, id, status.value, dirty.value, request.origin);
    return outcome.kind === 'changed' ? OK : NOT_FOUND_EMPTY;
  };

  readonly updateMetadata = (request: WireRequest): Reply => {
    const [app, id] = [segment(request, 1), segment(request, 2)];
    const instance = this.leases.find(app, id);
    if (instance === undefined) return this.#notHere(app, id);
    const entries = queryEntries(request.query);
    const fault = metadataFault(new Map([...instance.metadata, ...entries]), this.limits);
    if (fault !== undefined) return telling(400, fault);
    const outcome = this.leases.updateMetadata(app, id, entries);
    return outcome.kind === 'changed' ? OK : NOT_FOUND_EMPTY;
  };

  /** Java answers 500 to a status of another region's instance, and makes new metadata a registration of its own here (server.md 5.6). */
  #notHere(app: string, id: string): Reply {
    const region = this.regions.regionOf(app, id);
    if (region === undefined) return NOT_FOUND_EMPTY;
    return badRequest(`This instance is registered in the region ${region}; change it there.`);
  }

  #document(instance: InstanceInfo | undefined, request: WireRequest, status = 200): Reply {
    if (instance === undefined && this.isFilling()) return closedReply(503);
    if (instance === undefined) return notFound('No such instance is registered.');
    const { format, contentType } = request.negotiated.entity;
    const body = encodeInstance(instance, encodingOf(format, 'full', request.version));
    return { kind: 'document', status, contentType, body };
  }
}
