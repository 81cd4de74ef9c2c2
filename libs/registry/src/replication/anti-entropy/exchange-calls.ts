import { PATHS } from '@nest-eureka/protocol';
import type { Applications, DecodeResult, InstanceInfo } from '@nest-eureka/protocol';
import { readApplications } from '@nest-eureka/transport';
import type { EndpointCalls, EndpointOutcome, EndpointRequest } from '@nest-eureka/transport';
import type { Clock } from '@nest-eureka/time';
import { retryAfterMs } from '../retry-after.js';
import { decodeDigestAnswer, decodeLeaseTable } from './lease-table.js';
import type { DigestAnswer, InstanceKey, LeaseTable } from './lease-table.js';
import type { ExchangeOutcome } from './exchange-outcome.js';

/** Below the service URL; ours alone (contract section 3). */
export const EXCHANGE_PATHS = {
  digest: 'x/replication/digest',
  leases: (buckets: readonly number[] | undefined): string =>
    `x/replication/leases${buckets === undefined ? '' : `?buckets=${buckets.join(',')}`}`,
  instances: 'x/replication/instances',
  batch: 'x/replication/batch',
} as const;

/** What one node asks another about its registry. Never reject. */
export interface ExchangeCalls {
  digest(signal: AbortSignal): Promise<ExchangeOutcome<DigestAnswer>>;
  /** @param buckets undefined: all */
  leases(buckets: readonly number[] | undefined, signal: AbortSignal): Promise<ExchangeOutcome<LeaseTable>>;
  instances(keys: readonly InstanceKey[], signal: AbortSignal): Promise<ExchangeOutcome<readonly InstanceInfo[]>>;
  /** The way that every Eureka server knows. */
  applications(signal: AbortSignal): Promise<ExchangeOutcome<readonly InstanceInfo[]>>;
}

export function createExchangeCalls(endpoint: EndpointCalls, clock: Clock): ExchangeCalls {
  const ask = async <T>(request: EndpointRequest<T>, signal: AbortSignal): Promise<ExchangeOutcome<T>> =>
    outcomeOf(await endpoint.send({ ...request, wantedHeaders: ['retry-after'] }, { signal }), clock.now());
  return {
    digest: (signal) => ask({ method: 'GET', path: EXCHANGE_PATHS.digest, decode: json(decodeDigestAnswer) }, signal),
    leases: (buckets, signal) =>
      ask({ method: 'GET', path: EXCHANGE_PATHS.leases(buckets), decode: json(decodeLeaseTable) }, signal),
    async instances(keys, signal) {
      const body = JSON.stringify({ instances: keys });
      return instancesOf(await ask({ ...INSTANCES, body }, signal));
    },
    async applications(signal) {
      return instancesOf(await ask({ method: 'GET', path: PATHS.applications(), decode: readApplications }, signal));
    },
  };
}

const INSTANCES = { method: 'POST', path: EXCHANGE_PATHS.instances, decode: readApplications } as const;

function json<T>(decode: (text: string) => DecodeResult<T>): EndpointRequest<T>['decode'] {
  return async (text) => decode(text);
}

function outcomeOf<T>(outcome: EndpointOutcome<T>, now: number): ExchangeOutcome<T> {
  if (outcome.kind === 'failed') {
    const { reason, message } = outcome;
    // a page in place of the document is what a stranger sends
    if (reason === 'unreadable') return { kind: 'foreign' };
    return reason === 'unreachable' ? { kind: 'unreachable', message } : { kind: 'failed', message };
  }
  if (outcome.status === 200 && outcome.value !== undefined) return { kind: 'told', value: outcome.value };
  if (isForeign(outcome.status)) return { kind: 'foreign' };
  const asked = retryAfterMs(outcome.headers?.['retry-after'], now);
  return { kind: 'failed', message: `answered ${outcome.status}`, retryAfterMs: asked };
}

/** A path that a server does not know; Java's say 404, others 400 or 405. */
function isForeign(status: number): boolean {
  return status === 200 || status === 400 || status === 404 || status === 405;
}

function instancesOf(outcome: ExchangeOutcome<Applications>): ExchangeOutcome<readonly InstanceInfo[]> {
  if (outcome.kind !== 'told') return outcome;
  return { kind: 'told', value: outcome.value.applications.flatMap(({ instances }) => instances) };
}
