import { encodeApplications } from '@nest-eureka/protocol';
import type { Encoding } from '@nest-eureka/protocol';
import type { ExchangeAnswers } from '../../replication/anti-entropy/exchange-answers.js';
import { decodeInstanceKeys, encodeLeaseTable } from '../../replication/anti-entropy/lease-table.js';
import { readDocument, refusal } from './document-reader.js';
import { badRequest } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';
import type { WireRequest } from './wire-request.js';

const JSON_TYPE = 'application/json';
const ENCODING: Encoding = { format: 'json', detail: 'full', version: 'v2' };

/** `x/replication/…`: what nodes of ours ask each other to fill themselves and to compare (docs/protocol.md). */
export class ExchangeResource {
  constructor(
    private readonly answers: ExchangeAnswers,
    private readonly maxBodyBytes: number,
  ) {}

  readonly digest = async (): Promise<Reply> => json(JSON.stringify(await this.answers.digest()));

  readonly leases = async ({ query }: WireRequest): Promise<Reply> => {
    const text = queryValue(query, 'buckets');
    const buckets = text?.split(',').map(Number);
    if (buckets?.some((bucket) => !Number.isInteger(bucket)))
      return badRequest('buckets must be numbers, as in 1,2,3.');
    return json(encodeLeaseTable(await this.answers.leases(buckets && new Set(buckets))));
  };

  readonly instances = async ({ http }: WireRequest): Promise<Reply> => {
    const document = await readDocument(http, this.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const decoded = decodeInstanceKeys(document.text);
    if (!decoded.ok) return refusal(document.contentType, decoded.fault);
    const applications = this.answers.instances(decoded.value);
    return json(encodeApplications({ versionsDelta: -1, appsHashCode: undefined, applications }, ENCODING));
  };
}

function json(body: string): Reply {
  return { kind: 'document', status: 200, contentType: JSON_TYPE, body };
}
