import { encodeApplications } from '@nest-eureka/protocol';
import type { DecodeLimits, Encoding } from '@nest-eureka/protocol';
import type { Administration } from '../../core/administration/administration.js';
import type { Measures } from '../../core/administration/measures.js';
import type { Attribution } from '../../core/attribution.js';
import type { ExchangeAnswers } from '../../replication/anti-entropy/exchange-answers.js';
import { decodeInstanceKeys, encodeLeaseTable } from '../../replication/anti-entropy/lease-table.js';
import { nodeHeader } from '../../replication/node-identity.js';
import type { NodeIdentity } from '../../replication/node-identity.js';
import { encodeOwnAnswer } from '../../replication/own/own-answer.js';
import { decodeMeasures, encodeMeasures } from '../../replication/measures/measures-document.js';
import { decodeOwnBatch } from '../../replication/own/own-batch.js';
import type { OwnBatchIntake } from '../../replication/own/own-batch-intake.js';
import type { ReceivedBatches } from '../../replication/received-batches.js';
import { readDocument, refusal } from './document-reader.js';
import type { BodyLimits } from './registration-resource.js';
import { badRequest } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';
import { senderOf } from './sender-of.js';
import type { WireRequest } from './wire-request.js';

const JSON_TYPE = 'application/json';
const ENCODING: Encoding = { format: 'json', detail: 'full', version: 'v2' };

/** What operators decided, and where what others know of it goes. */
export interface Administered {
  readonly measures: Pick<Measures, 'all'>;
  readonly administration: Pick<Administration, 'learn'>;
}

/** `x/replication/…`: what nodes of ours tell and ask each other (docs/protocol.md). */
export class ExchangeResource {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limits: DecodeLimits;

  constructor(
    private readonly answers: ExchangeAnswers,
    private readonly batches: OwnBatchIntake,
    private readonly limits: BodyLimits,
    node: NodeIdentity,
    private readonly received: Pick<ReceivedBatches, 'note'>,
    private readonly attribution: Attribution,
    private readonly administered: Administered,
  ) {
    this.#headers = { 'X-Eureka-Node': nodeHeader(node) };
    // what one instance may hold was decided where it registered
    this.#limits = { ...limits, maxMetadataEntries: Infinity, maxMetadataBytes: Infinity };
  }

  readonly digest = async (): Promise<Reply> => json(JSON.stringify(await this.answers.digest()));

  readonly leases = async ({ query }: WireRequest): Promise<Reply> => {
    const text = queryValue(query, 'buckets');
    const buckets = text?.split(',').map(Number);
    if (buckets?.some((bucket) => !Number.isInteger(bucket)))
      return badRequest('buckets must be numbers, as in 1,2,3.');
    return json(encodeLeaseTable(await this.answers.leases(buckets && new Set(buckets))));
  };

  readonly instances = async ({ http }: WireRequest): Promise<Reply> => {
    const document = await readDocument(http, this.limits.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const decoded = decodeInstanceKeys(document.text);
    if (!decoded.ok) return refusal(document.contentType, decoded.fault);
    const applications = this.answers.instances(decoded.value);
    return json(encodeApplications({ versionsDelta: -1, appsHashCode: undefined, applications }, ENCODING));
  };

  readonly batch = async ({ http, caller }: WireRequest): Promise<Reply> => {
    const document = await readDocument(http, this.limits.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const decoded = decodeOwnBatch(document.text, this.#limits);
    if (!decoded.ok) return refusal(document.contentType, decoded.fault);
    const { changes, beats } = decoded.value;
    const lagMs = changes.reduce((longest, { ageMs }) => Math.max(longest, ageMs), 0);
    const sender = senderOf(http);
    this.received.note(sender, changes.length + beats.length, changes.length > 0 ? lagMs : undefined);
    const answers = this.attribution.during({ ...caller, peer: sender.node?.id ?? sender.address }, () =>
      this.batches.take(decoded.value),
    );
    const body = encodeOwnAnswer(answers);
    return { kind: 'document', status: 200, contentType: JSON_TYPE, body, headers: this.#headers };
  };

  /** What another node knows of decisions; it is told what this one knows. */
  readonly measures = async ({ http, caller }: WireRequest): Promise<Reply> => {
    const document = await readDocument(http, this.limits.maxBodyBytes);
    if (document.kind === 'refused') return document.reply;
    const decoded = decodeMeasures(document.text);
    if (!decoded.ok) return refusal(document.contentType, decoded.fault);
    const { measures, administration } = this.administered;
    const sender = senderOf(http);
    this.attribution.during({ ...caller, peer: sender.node?.id ?? sender.address }, () => {
      for (const measure of decoded.value) administration.learn(measure);
    });
    return json(encodeMeasures(measures.all()));
  };
}

function json(body: string): Reply {
  return { kind: 'document', status: 200, contentType: JSON_TYPE, body };
}
