import { ACTIONS } from '../../core/administration/order.js';
import { SENTENCES } from '../../core/sentences/sentences.js';
import { MEASURE_KINDS } from '../../core/administration/measure.js';

const TEXT = { type: 'string' } as const;
const WHOLE = { type: 'integer', format: 'int64' } as const;
const TEXTS = { type: 'object', additionalProperties: TEXT } as const;
const STATUS = { type: 'string', enum: ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'] } as const;

const list = (items: object): object => ({ type: 'array', items });
const object = (properties: Readonly<Record<string, object>>, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});

const TARGET = object({ app: TEXT, id: TEXT }, ['app']);
const SHOWN = object({ status: STATUS, overriddenStatus: STATUS, metadata: TEXTS });
const PORT = object({ $: { type: 'integer' }, '@enabled': { type: 'string', enum: ['true', 'false'] } });

/** What bodies and answers look like, as far as that is told. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  Registration: object(
    {
      instance: object(
        {
          instanceId: TEXT,
          app: TEXT,
          hostName: TEXT,
          ipAddr: TEXT,
          status: STATUS,
          port: PORT,
          securePort: PORT,
          vipAddress: TEXT,
          secureVipAddress: TEXT,
          dataCenterInfo: object({ '@class': TEXT, name: TEXT }),
          leaseInfo: object({ renewalIntervalInSecs: { type: 'integer' }, durationInSecs: { type: 'integer' } }),
          metadata: TEXTS,
          lastDirtyTimestamp: TEXT,
        },
        ['app', 'hostName', 'ipAddr', 'dataCenterInfo'],
      ),
    },
    ['instance'],
  ),
  Order: object({
    app: TEXT,
    id: TEXT,
    targets: list(TARGET),
    reason: TEXT,
    owner: TEXT,
    forMs: WHOLE,
    status: STATUS,
    weight: { type: 'number', minimum: 0 },
    metadata: TEXTS,
  }),
  OrderResults: object({
    action: { type: 'string', enum: ACTIONS },
    at: WHOLE,
    by: TEXT,
    changed: { type: 'integer' },
    unchanged: { type: 'integer' },
    unknown: { type: 'integer' },
    results: list(
      object({
        app: TEXT,
        id: TEXT,
        outcome: { type: 'string', enum: ['changed', 'unchanged', 'unknown'] },
        before: SHOWN,
        after: SHOWN,
        until: WHOLE,
      }),
    ),
  }),
  Measures: object({
    measures: list(
      object({
        kind: { type: 'string', enum: MEASURE_KINDS },
        app: TEXT,
        id: TEXT,
        at: WHOLE,
        until: WHOLE,
        by: TEXT,
        owner: TEXT,
        reason: TEXT,
        isOver: { type: 'boolean' },
        status: STATUS,
        entries: TEXTS,
      }),
    ),
  }),
  InstanceKeys: object({ instances: list(list(TEXT)) }, ['instances']),
  Batch: object({ replicationList: list({ type: 'object' }) }, ['replicationList']),
  SignIn: object({ name: TEXT, password: TEXT }, ['name', 'password']),
  Error: object({
    timestamp: TEXT,
    status: { type: 'integer' },
    error: TEXT,
    message: TEXT,
    path: TEXT,
    said: { $ref: '#/components/schemas/Sentence' },
  }),
  Sentence: object({ code: { type: 'string', enum: Object.keys(SENTENCES) }, values: { type: 'object' } }),
};
