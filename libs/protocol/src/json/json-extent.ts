import { stringEnd } from './string-end.js';

const SPACE = /[ \t\n\r]*/y;
const WORD_OR_NUMBER = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Where the first value of a JSON text ends, or that it is nested too deep. */
export type JsonExtent = { readonly kind: 'ends'; readonly at: number } | { readonly kind: 'too-deep' };

/** Where a match ends that begins at `start`; the end of the text when there is none. */
function matchEnd(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : text.length;
}

/**
 * Measures the first value from `start` on without reading it: inside of brackets only strings and brackets are looked at. What
 * is no JSON may end anywhere.
 */
export function jsonExtent(text: string, start: number, maxDepth: number): JsonExtent {
  let depth = 0;
  for (let at = matchEnd(SPACE, text, start); at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        if (++depth > maxDepth) return { kind: 'too-deep' };
        break;
      case '}':
      case ']':
        depth--;
        break;
      case '"':
        at = stringEnd(text, at) - 1;
        break;
      default:
        if (depth === 0) return { kind: 'ends', at: matchEnd(WORD_OR_NUMBER, text, at) };
    }
    if (depth <= 0) return { kind: 'ends', at: at + 1 };
  }
  return { kind: 'ends', at: text.length };
}
