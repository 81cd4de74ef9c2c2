import { decodeReplicationList, encodeReplicationList } from '@nest-eureka/protocol';
import type { DecodeLimits, DecodeResult, ReplicationInstance } from '@nest-eureka/protocol';
import type { OverrideRecord } from '../../core/override-record.js';
import { isNumber, isText, readOverride, rowsOf, writeOverride } from '../anti-entropy/json-rows.js';
import { itemOf } from '../replication-message.js';
import type { ReplicationMessage } from '../replication-message.js';

/** A heartbeat as nodes of ours tell each other: nothing but what may differ. */
export interface OwnBeat {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number;
  /** Only one that is in force. */
  readonly override: OverrideRecord | undefined;
}

/** Anything else, as Java writes it, with what Java has no word for. */
export interface OwnChange {
  readonly item: ReplicationInstance;
  /** How long ago it happened; for a registration, how long ago the instance renewed last. */
  readonly ageMs: number;
  readonly override: OverrideRecord | undefined;
}

/** What one node of ours tells another: first the changes in their order, then the heartbeats. */
export interface OwnBatch {
  readonly changes: readonly OwnChange[];
  readonly beats: readonly OwnBeat[];
}

/**
 * `{"apps":["ORDERS"],"beats":[[0,"i-1",1700000000000]],"ages":[12],"overrides":[["DOWN",1700000000001]],"replicationList":[…]}`:
 * a heartbeat names its application by its place in `apps` and has its override, if one is in force, behind its stamp; `ages`
 * and `overrides` go with the items of `replicationList`, which are Java's.
 */
export function encodeOwnBatch(
  messages: readonly ReplicationMessage[],
  ageOf: (message: ReplicationMessage) => number,
): string {
  const changes = messages.filter(({ action }) => action !== 'Heartbeat');
  const apps = new Map<string, number>();
  const beats: unknown[] = [];
  for (const { action, app, id, instance, override } of messages) {
    if (action !== 'Heartbeat') continue;
    let index = apps.get(app);
    if (index === undefined) apps.set(app, (index = apps.size));
    const stamp = instance.lastDirtyTimestamp ?? 0;
    beats.push(override?.status === undefined ? [index, id, stamp] : [index, id, stamp, ...writeOverride(override)]);
  }
  const head = JSON.stringify({ apps: [...apps.keys()], beats });
  if (changes.length === 0) return head;
  const ages = changes.map((message) => Math.round(ageOf(message)));
  const overrides = changes.map(({ override }) => writeOverride(override));
  const told = JSON.stringify({ ages, overrides });
  const items = encodeReplicationList(changes.map((message) => itemOf(message, true)));
  return `${head.slice(0, -1)},${told.slice(1, -1)},${items.slice(1)}`;
}

export function decodeOwnBatch(text: string, limits: DecodeLimits): DecodeResult<OwnBatch> {
  const head = readHead(text);
  if (head === undefined) return NOT_OURS;
  const { beats, ages, overrides } = head;
  if (ages.length === 0) return { ok: true, value: { changes: [], beats } };
  const items = decodeReplicationList(text, limits);
  if (!items.ok) return items;
  if (items.value.length !== ages.length) return NOT_OURS;
  const changes = items.value.map((item, index) => ({ item, ageMs: ages[index] ?? 0, override: overrides[index] }));
  return { ok: true, value: { changes, beats } };
}

const NOT_OURS = {
  ok: false,
  fault: { kind: 'malformed', message: 'not as nodes of ours write it', path: '' },
} as const;

interface Head {
  readonly beats: readonly OwnBeat[];
  readonly ages: readonly number[];
  readonly overrides: readonly (OverrideRecord | undefined)[];
}

function readHead(text: string): Head | undefined {
  const document = objectOf(text);
  const apps: unknown = document?.['apps'];
  const { ages = [], overrides = [] } = document ?? {};
  if (!Array.isArray(apps) || !apps.every(isText) || !Array.isArray(ages) || !ages.every(isNumber)) return undefined;
  const beats = rowsOf(document?.['beats'], ([index, id, dirtyAt, ...override]) => {
    const app = isNumber(index) ? apps[index] : undefined;
    const isBeat = app !== undefined && isText(id) && isNumber(dirtyAt);
    return isBeat ? { app, id, dirtyAt, override: readOverride(override) } : undefined;
  });
  const words = rowsOf(overrides, (word) => ({ word: readOverride(word) }));
  return beats && words && { beats, ages, overrides: words.map(({ word }) => word) };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
