import { decodeReplicationList, encodeReplicationResponse, toInstanceStatus } from '@nest-eureka/protocol';
import type { DecodeLimits, ReplicationInstance, ReplicationInstanceResponse } from '@nest-eureka/protocol';
import type { Attribution } from '../../core/attribution.js';
import type { LeaseService } from '../../core/lease-service.js';
import { nodeHeader } from '../../replication/node-identity.js';
import type { NodeIdentity } from '../../replication/node-identity.js';
import type { ReceivedBatches } from '../../replication/received-batches.js';
import { readDocument, refusal } from './document-reader.js';
import { overrideCannotBeLearnt } from './override-fault.js';
import type { Reply } from './reply.js';
import type { BodyLimits } from './registration-resource.js';
import { senderOf } from './sender-of.js';
import type { WireRequest } from './wire-request.js';

/** `POST /peerreplication/batch`: what peers did, item by item (server.md 1.4 N, 4.7). Every item counts as a peer's. */
export class ReplicationResource {
  /** What one instance may hold was decided where it registered: refusing it here would cost the other items of its batch. */
  readonly #itemLimits: DecodeLimits;

  /** By it a sender knows a node of ours, and itself. */
  readonly #headers: Readonly<Record<string, string>>;

  constructor(
    private readonly leases: LeaseService,
    private readonly limits: BodyLimits,
    node: NodeIdentity,
    private readonly received: Pick<ReceivedBatches, 'note'>,
    private readonly attribution: Attribution,
  ) {
    this.#headers = { 'X-Eureka-Node': nodeHeader(node) };
    this.#itemLimits = { ...limits, maxMetadataEntries: Infinity, maxMetadataBytes: Infinity };
  }

  readonly batch = async (request: WireRequest): Promise<Reply> => {
    const document = await readDocument(request.http, this.limits.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const { contentType } = document;
    if (contentType.format === 'xml') {
      return refusal(contentType, { kind: 'malformed', message: 'a batch must be JSON', path: '' });
    }
    const decoded = decodeReplicationList(document.text, this.#itemLimits);
    if (!decoded.ok) return refusal(contentType, decoded.fault);
    const sender = senderOf(request.http);
    this.received.note(sender, decoded.value.length, undefined);
    const caller = { ...request.caller, peer: sender.node?.id ?? sender.address };
    const responses = this.attribution.during(caller, () =>
      decoded.value.map((item) => this.#apply(item, sender.node !== undefined)),
    );
    const { entity } = request.negotiated;
    const body = encodeReplicationResponse(responses, entity.format);
    return { kind: 'document', status: 200, contentType: entity.contentType, body, headers: this.#headers };
  };

  #apply(item: ReplicationInstance, isOfOurs: boolean): ReplicationInstanceResponse {
    const { appName: app, id, lastDirtyTimestamp } = item;
    if (app === undefined || id === undefined) return answer(500);
    switch (item.action) {
      case 'Register':
        if (item.instanceInfo === undefined) return answer(500);
        // the sender is told 200 even where validation refuses, as Java does (server.md 9.27)
        this.leases.register(app, item.instanceInfo, 'peer');
        return answer(200);
      case 'Heartbeat':
        return this.#renew(app, id, item);
      case 'Cancel':
        // from any other sender a cancel ends whatever stands, as in Java
        return this.#cancel(app, id, isOfOurs ? lastDirtyTimestamp : undefined);
      case 'StatusUpdate': {
        const status = toInstanceStatus(item.status);
        if (status === undefined) return answer(500);
        return answer(changed(this.leases.overrideStatus(app, id, status, lastDirtyTimestamp, 'peer')));
      }
      case 'DeleteStatusOverride': {
        if (lastDirtyTimestamp === undefined) return answer(500);
        const status = item.status === undefined ? 'UNKNOWN' : toInstanceStatus(item.status);
        if (status === undefined) return answer(500);
        return answer(changed(this.leases.removeOverride(app, id, status, lastDirtyTimestamp, 'peer')));
      }
      case undefined:
        return answer(500);
    }
  }

  #cancel(app: string, id: string, upTo: number | undefined): ReplicationInstanceResponse {
    const outcome = this.leases.cancel(app, id, 'peer', upTo);
    switch (outcome.kind) {
      case 'cancelled':
        return answer(200);
      case 'unknown':
        return answer(404);
      case 'superseded':
        return { statusCode: 409, responseEntity: outcome.instance };
    }
  }

  #renew(app: string, id: string, item: ReplicationInstance): ReplicationInstanceResponse {
    const { lastDirtyTimestamp, overriddenStatus } = item;
    if (overrideCannotBeLearnt(() => this.leases.find(app, id), lastDirtyTimestamp, overriddenStatus))
      return answer(500);
    const report = { lastDirtyTimestamp, overriddenStatus };
    const outcome = this.leases.renew(app, id, report, 'peer');
    switch (outcome.kind) {
      case 'renewed':
        return answer(200);
      case 'unknown':
      case 'outdated':
        return answer(404);
      case 'conflict':
        return { statusCode: 409, responseEntity: outcome.instance };
    }
  }
}

function answer(statusCode: number): ReplicationInstanceResponse {
  return { statusCode, responseEntity: undefined };
}

function changed(outcome: { readonly kind: 'changed' | 'unknown' }): number {
  return outcome.kind === 'changed' ? 200 : 404;
}
