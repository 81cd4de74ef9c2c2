import type { IncomingMessage } from 'node:http';
import type { Detail, Encoding, ProtocolVersion, WireFormat } from '@nest-eureka/protocol';
import { HEADERS } from '@nest-eureka/protocol';
import type { Caller } from '../../core/attribution.js';
import type { Origin } from '../../core/origin.js';
import type { Principal } from '../../security/roles.js';
import type { Session } from '../../security/sessions/sessions.js';
import type { Negotiated } from './negotiation.js';

/** A request below the mount point, taken apart, admitted and negotiated. */
export interface WireRequest {
  readonly http: IncomingMessage;
  readonly version: ProtocolVersion;
  /** Decoded path below mount point and version. */
  readonly segments: readonly string[];
  readonly query: string;
  readonly negotiated: Negotiated;
  readonly origin: Origin;
  readonly principal: Principal;
  /** Undefined unless it came with a session's cookie. */
  readonly session: Session | undefined;
  readonly caller: Caller;
}

/** A call counts as a peer's when it says so exactly, and comes from somebody who may be one (server.md 0). */
export function originOf(request: IncomingMessage, principal: Principal): Origin {
  return request.headers[HEADERS.replication] === 'true' && principal.roles.has('peer') ? 'peer' : 'client';
}

/** The path segment at `index`; routes make sure that it is there. */
export function segment(request: WireRequest, index: number): string {
  return request.segments[index] ?? '';
}

export function encodingOf(format: WireFormat, detail: Detail, version: ProtocolVersion): Encoding {
  return ENCODINGS[format][detail][version];
}

/** `X-Eureka-Accept: compact` in any case of letters; everything else is full (server.md 1.3). */
export function detailOf(request: IncomingMessage): Detail {
  const header = request.headers[HEADERS.eurekaAccept];
  return typeof header === 'string' && header.toLowerCase() === 'compact' ? 'compact' : 'full';
}

/** Java's rule: the substring, in lower case, whatever its quality (server.md 1.3). */
export function asksForGzip(request: IncomingMessage): boolean {
  const header = request.headers['accept-encoding'];
  return header !== undefined && header.includes('gzip');
}

const versions = (format: WireFormat, detail: Detail): Record<ProtocolVersion, Encoding> => ({
  v1: { format, detail, version: 'v1' },
  v2: { format, detail, version: 'v2' },
});
const ENCODINGS: Record<WireFormat, Record<Detail, Record<ProtocolVersion, Encoding>>> = {
  json: { full: versions('json', 'full'), compact: versions('json', 'compact') },
  xml: { full: versions('xml', 'full'), compact: versions('xml', 'compact') },
};
