import type { DecodeLimits } from '../decode-result.js';
import { EMPTY_TEXT_MAP } from '../model/text-map.js';
import type { Fields } from './fields.js';
import type { Refusal } from './refusal.js';

/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

function utf8Bytes(map: ReadonlyMap<string, string>): number {
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const [key, value] of map) bytes += encoder.encode(key).length + encoder.encode(value).length;
  return bytes;
}

/** A map of texts within the limits. Entries with an empty key are dropped: XML has no name for them (wire.md 2.3). */
export function readTextMap(
  fields: Fields | undefined,
  limits: DecodeLimits,
  refusal: Refusal,
): ReadonlyMap<string, string> {
  if (!fields) return EMPTY_TEXT_MAP;
  const map = new Map<string, string>();
  let units = 0;
  for (const [key, value] of fields.entries()) {
    if (key === '') continue;
    map.set(key, value);
    units += key.length + value.length;
  }
  if (map.size > limits.maxMetadataEntries) {
    refusal.refuse('too-large', fields.path, `more than ${limits.maxMetadataEntries} entries`);
  }
  if (units * MAX_BYTES_PER_UNIT > limits.maxMetadataBytes && utf8Bytes(map) > limits.maxMetadataBytes) {
    refusal.refuse('too-large', fields.path, `more than ${limits.maxMetadataBytes} bytes`);
  }
  return map.size === 0 ? EMPTY_TEXT_MAP : map;
}
