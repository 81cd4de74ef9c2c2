import { decodeReplicationResponse, encodeReplicationResponse } from '@nest-eureka/protocol';
import type { DecodeResult } from '@nest-eureka/protocol';
import { isNumber, readOverride, rowsOf, writeOverride } from '../anti-entropy/json-rows.js';
import type { ItemAnswer } from '../item-answer.js';
import { TAKEN_ITEM } from '../item-answer.js';

/**
 * The answer to a batch of our own: how many items there were, and of those that were not simply taken their places, Java's
 * answers, and what goes with a copy: how long ago it was renewed, and the last word about its override.
 */
export function encodeOwnAnswer(answers: readonly ItemAnswer[]): string {
  const places: number[] = [];
  for (const [place, { statusCode }] of answers.entries()) if (statusCode !== 200) places.push(place);
  const head = JSON.stringify({ count: answers.length });
  if (places.length === 0) return head;
  const others = places.map((place) => answers[place] as ItemAnswer);
  const told = others.map(({ ageMs, override }) => [Math.round(ageMs ?? 0), ...writeOverride(override)]);
  const list = encodeReplicationResponse(others, 'json');
  return `${head.slice(0, -1)},${JSON.stringify({ places, told }).slice(1, -1)},${list.slice(1)}`;
}

/** One answer for each item, in their order. */
export function decodeOwnAnswer(text: string): DecodeResult<readonly ItemAnswer[]> {
  const head = readHead(text);
  if (head === undefined) return NOT_OURS;
  const answers: ItemAnswer[] = Array.from({ length: head.count }, () => TAKEN_ITEM);
  if (head.places.length === 0) return { ok: true, value: answers };
  const others = decodeReplicationResponse(text, 'json');
  if (!others.ok) return others;
  if (others.value.length !== head.places.length || head.told.length !== head.places.length) return NOT_OURS;
  for (const [index, place] of head.places.entries()) {
    const other = others.value[index];
    if (other === undefined || answers[place] === undefined) return NOT_OURS;
    const [ageMs, ...override] = head.told[index] ?? [];
    answers[place] = { ...other, ageMs: isNumber(ageMs) ? ageMs : 0, override: readOverride(override) };
  }
  return { ok: true, value: answers };
}

const NOT_OURS = {
  ok: false,
  fault: { kind: 'malformed', message: 'not as nodes of ours write it', path: '' },
} as const;

/** More items than a batch ever has. */
const MOST = 100_000;

interface Head {
  readonly count: number;
  readonly places: readonly number[];
  readonly told: readonly (readonly unknown[])[];
}

function readHead(text: string): Head | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { count, places = [], told = [] } = value as Readonly<Record<string, unknown>>;
    const rows = rowsOf(told, (row) => row);
    const isHead = isNumber(count) && count >= 0 && count <= MOST && Array.isArray(places) && places.every(isNumber);
    return isHead && rows ? { count, places, told: rows } : undefined;
  } catch {
    return undefined;
  }
}
