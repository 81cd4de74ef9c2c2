import { toInstanceStatus } from '@nest-eureka/protocol';
import type { DecodeResult } from '@nest-eureka/protocol';
import { MEASURE_KINDS } from '../../core/administration/measure.js';
import type { Measure, MeasureKind } from '../../core/administration/measure.js';
import { isNumber, isText } from '../anti-entropy/json-rows.js';

type Members = Readonly<Record<string, unknown>>;

/** The latest instant that can be written as a date, in ms. */
const LATEST = 8.64e15;

/** `{"measures":[{"kind":"bar","app":"ORDERS","id":"i-1","at":…,"by":"ann",…}]}`: what operators decided, between nodes of ours. */
export function encodeMeasures(measures: readonly Measure[]): string {
  return JSON.stringify({ measures: measures.map(measureMembers) });
}

/** As JSON shows it; what is undefined is left out. */
export function measureMembers(measure: Measure): Members {
  const { entries, entriesBefore } = measure;
  return {
    ...measure,
    ...(entries && { entries: Object.fromEntries(entries) }),
    ...(entriesBefore && { entriesBefore: Object.fromEntries(entriesBefore) }),
  };
}

/** What cannot be read, as it may come from a node of a later version, is left out. */
export function decodeMeasures(text: string): DecodeResult<readonly Measure[]> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, fault: { kind: 'malformed', message: 'not JSON', path: '' } };
  }
  const rows = isMembers(document) ? document['measures'] : undefined;
  if (!Array.isArray(rows))
    return { ok: false, fault: { kind: 'malformed', message: 'a list is missing', path: 'measures' } };
  return { ok: true, value: rows.flatMap((row: unknown) => readMeasure(row) ?? []) };
}

/** Undefined where a member is missing that every measure has, or its kind is not known. */
export function readMeasure(row: unknown): Measure | undefined {
  if (!isMembers(row)) return undefined;
  const { app, id, at, by, isOver, until } = row;
  const kind = MEASURE_KINDS.find((known: MeasureKind) => known === row['kind']);
  if (kind === undefined || !isText(app) || !isText(id) || !isInstant(at) || !isText(by)) return undefined;
  // one without its end would never end
  if (until !== undefined && !isInstant(until)) return undefined;
  return {
    kind,
    app,
    id,
    at,
    by,
    isOver: isOver === true,
    until,
    owner: textOf(row['owner']),
    reason: textOf(row['reason']),
    status: toInstanceStatus(textOf(row['status'])),
    statusBefore: toInstanceStatus(textOf(row['statusBefore'])),
    entries: entriesOf(row['entries']),
    entriesBefore: entriesOf(row['entriesBefore']),
  };
}

function textOf(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

function isInstant(value: unknown): value is number {
  return isNumber(value) && Math.abs(value) <= LATEST;
}

function entriesOf(value: unknown): ReadonlyMap<string, string> | undefined {
  if (!isMembers(value)) return undefined;
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => isText(entry[1])));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
