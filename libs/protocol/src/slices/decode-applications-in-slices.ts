import type { DecodeLimits, DecodeResult } from '../decode-result.js';
import { DEFAULT_DECODE_LIMITS } from '../decode-result.js';
import { openRooted } from '../decode/open-document.js';
import { readApplications } from '../decode/read-applications.js';
import type { Reading } from '../decode/reading.js';
import { Refusal } from '../decode/refusal.js';
import { HIGHEST_JSON_DEPTH } from '../json/parse-json.js';
import type { Applications } from '../model/applications.js';
import type { WireFormat } from '../wire-format.js';
import { ElementTree } from '../xml/element-tree.js';
import { XmlReader } from '../xml/parse-xml.js';
import { ApplicationsElement } from './applications-element.js';
import { CutRegistryReader } from './cut-registry-reader.js';
import { RegistryCutter } from './registry-cutter.js';

export interface SliceOptions {
  /** @default those of `decodeApplications` */
  readonly limits?: DecodeLimits;
  /** How much of the text a step looks at before instances are read one by one, in characters. @default 8192 */
  readonly stepLength?: number;
}

/** A few instances. */
const DEFAULT_STEP_LENGTH = 8192;

const OBJECT = /[ \t\n\r]*\{/y;

/** Neither stands in a character reference or between surrogates. */
const PIECE_END = /[< ]/g;

type Steps = Generator<void, Applications | undefined, void>;

function* readJson(text: string, stepLength: number, syntax: Refusal, reading: Reading): Steps {
  OBJECT.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  if (!OBJECT.test(text)) {
    const fields = openRooted(text, 'applications', reading);
    return fields && readApplications(fields, reading);
  }
  const { maxDepth } = reading.limits;
  const cutter = new RegistryCutter(text, OBJECT.lastIndex - 1, Math.min(maxDepth, HIGHEST_JSON_DEPTH));
  for (;;) {
    const state = cutter.advance(stepLength);
    yield;
    switch (state.kind) {
      case 'more':
        break;
      case 'too-deep':
        return syntax.refuse('too-deep', '', `nested deeper than ${maxDepth}`);
      case 'broken':
        return syntax.refuse('malformed', '', 'not JSON: ends too early');
      case 'cut':
        return yield* new CutRegistryReader(text, syntax, reading).read(state.registry);
    }
  }
}

/** Where a document may be cut, at this place or behind it. */
function pieceEnd(text: string, from: number): number {
  PIECE_END.lastIndex = from;
  return PIECE_END.exec(text)?.index ?? text.length;
}

function* readXml(text: string, stepLength: number, syntax: Refusal, reading: Reading): Steps {
  const registry = new ApplicationsElement(reading);
  const tree = new ElementTree(registry.take);
  const reader = new XmlReader(tree, reading.limits.maxDepth, syntax);
  for (let start = 0; start < text.length; yield) {
    const end = pieceEnd(text, start + stepLength);
    if (!reader.write(text.slice(start, end))) return undefined;
    start = end;
  }
  return reader.end() && tree.root ? registry.close(tree.root) : undefined;
}

/**
 * `decodeApplications` in steps, for documents of any size: each step takes a fraction of a millisecond, and whoever drives
 * them gives others their turn in between. The result is the same, but for the message of a document that is malformed, which counts positions in the piece.
 * What no registry writes is not cut: one instance or text of megabytes, or as much under keys that nobody knows, is one step.
 */
export function* decodeApplicationsInSlices(
  text: string,
  format: WireFormat,
  { limits = DEFAULT_DECODE_LIMITS, stepLength = DEFAULT_STEP_LENGTH }: SliceOptions = {},
): Generator<void, DecodeResult<Applications>, void> {
  const syntax = new Refusal();
  const reading = { format, limits, refusal: new Refusal(), refusesUnspeakableText: false };
  const steps = format === 'xml' ? readXml : readJson;
  const applications = yield* steps(text, stepLength, syntax, reading);
  return (syntax.isRefused ? syntax : reading.refusal).result(applications);
}
