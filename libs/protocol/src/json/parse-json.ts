import type { Refusal } from '../decode/refusal.js';
import { jsonExtent } from './json-extent.js';
import { JsonSource } from './json-source.js';
import type { JsonValue } from './json-value.js';

/** Nothing in the protocol is nested this deep; it keeps whoever walks a document within the stack. */
export const HIGHEST_JSON_DEPTH = 1000;

const BRACKETS = ['{', '['];
/** A text with more is measured instead, which is cheaper by then. */
const MOST_BRACKETS = 32;

/** A document as read, and where to ask for the source text of its numbers. */
export interface JsonDocument {
  readonly value: JsonValue;
  readonly source: JsonSource;
}

/**
 * The first JSON value of a text; undefined, with the reason noted, when there is none. Like Java it takes a byte order mark
 * in front and ends with the first value, whatever follows (wire.md 1.11).
 */
export function parseJson(text: string, maxDepth: number, refusal: Refusal): JsonDocument | undefined {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (start === 0 && isFlat(text, maxDepth)) {
    const document = tryWholeJson(text);
    if (document !== undefined) return document;
  }
  const extent = jsonExtent(text, start, Math.min(maxDepth, HIGHEST_JSON_DEPTH));
  if (extent.kind === 'too-deep') return refusal.refuse('too-deep', '', `nested deeper than ${maxDepth}`);
  return parseWholeJson(text.slice(start, extent.at), refusal);
}

/** Whether there are so few brackets, those in strings included, that nothing can be nested too deep: true of most instances. */
function isFlat(text: string, maxDepth: number): boolean {
  let left = Math.min(maxDepth, MOST_BRACKETS);
  for (const bracket of BRACKETS) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (--left < 0) return false;
  }
  return true;
}

/** Undefined when the text is no JSON, or not all of it is. */
function tryWholeJson(text: string): JsonDocument | undefined {
  try {
    return { value: JSON.parse(text) as JsonValue, source: JsonSource.of(text) };
  } catch {
    return undefined;
  }
}

/** A text that is one JSON value and nothing else, of a depth that was looked at before. */
export function parseWholeJson(text: string, refusal: Refusal): JsonDocument | undefined {
  try {
    return { value: JSON.parse(text) as JsonValue, source: JsonSource.of(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refusal.refuse('malformed', '', `not JSON: ${error.message}`);
  }
}
