import { toInstanceStatus } from '@nest-eureka/protocol';
import type { InstanceStatus } from '@nest-eureka/protocol';
import { badRequest } from './reply.js';
import type { Reply } from './reply.js';
import { queryValue } from './request-path.js';

/** A value of the query, or the 400 to answer; where Java answers 500 after half of its work (server.md 9.11). */
export type QueryResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reply: Reply };

const ABSENT: QueryResult<undefined> = { ok: true, value: undefined };

/** `lastDirtyTimestamp` in ms, undefined when absent. */
export function dirtyTimestampOf(query: string): QueryResult<number | undefined> {
  const text = queryValue(query, 'lastDirtyTimestamp');
  if (text === undefined) return ABSENT;
  if (isLong(text)) return { ok: true, value: Number(text) };
  return {
    ok: false,
    reply: badRequest(`lastDirtyTimestamp is ${JSON.stringify(text)}; it must be a whole number of milliseconds.`),
  };
}

/** `value` as a status: exact and case-sensitive as Java reads it (server.md 1.4 H). */
export function statusValueOf(query: string, otherwise: InstanceStatus | undefined): QueryResult<InstanceStatus> {
  const text = queryValue(query, 'value');
  const status = text === undefined ? otherwise : toInstanceStatus(text);
  if (status !== undefined) return { ok: true, value: status };
  const said = text === undefined ? 'The query parameter value is missing' : `value is ${JSON.stringify(text)}`;
  return {
    ok: false,
    reply: badRequest(`${said}; it must be UP, DOWN, STARTING, OUT_OF_SERVICE or UNKNOWN, in capital letters.`),
  };
}

/** Whether Java's `Long.valueOf` reads the text. */
function isLong(text: string): boolean {
  if (!/^[+-]?\d+$/.test(text) || text.length > 20) return false;
  if (text.length <= 15) return true;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value;
}
