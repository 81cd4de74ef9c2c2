import type { DecodeLimits, DecodeResult } from './decode-result.js';
import { DEFAULT_DECODE_LIMITS } from './decode-result.js';
import { openRooted } from './decode/open-document.js';
import { readApplication, readApplications } from './decode/read-applications.js';
import { readInstance } from './decode/read-instance.js';
import { Refusal } from './decode/refusal.js';
import type { Application, Applications } from './model/applications.js';
import type { InstanceInfo } from './model/instance-info.js';
import type { WireFormat } from './wire-format.js';

/** Never looked for in a text of one byte to a character, as most are. */
const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/**
 * Reads one instance with its root: a register request, or the answer to a single read. It takes what the Java server takes
 * and more (docs/protocol.md). Text that XML cannot carry is refused here, and only here: see `Reading`.
 */
export function decodeInstance(
  text: string,
  format: WireFormat,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodeResult<InstanceInfo> {
  const refusal = new Refusal();
  const reading = { format, limits, refusal, refusesUnspeakableText: !isPlainJson(text, format) };
  const fields = openRooted(text, 'instance', reading);
  return refusal.result(fields && readInstance(fields, reading));
}

/**
 * Whether no text in a document can hold what XML cannot carry, so that not each of them has to be looked at: JSON has
 * controls behind a backslash only, and the others are not in Latin-1.
 */
function isPlainJson(text: string, format: WireFormat): boolean {
  return format === 'json' && !text.includes('\\') && !BEYOND_LATIN_1.test(text);
}

/** Reads one application with its root, in any form that a Java server of any age writes. */
export function decodeApplication(
  text: string,
  format: WireFormat,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodeResult<Application> {
  const refusal = new Refusal();
  const reading = { format, limits, refusal, refusesUnspeakableText: false };
  const fields = openRooted(text, 'application', reading);
  return refusal.result(fields && readApplication(fields, reading));
}

/** Reads a registry, a delta or the instances of one VIP, in any form that a Java server of any age writes. */
export function decodeApplications(
  text: string,
  format: WireFormat,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodeResult<Applications> {
  const refusal = new Refusal();
  const reading = { format, limits, refusal, refusesUnspeakableText: false };
  const fields = openRooted(text, 'applications', reading);
  return refusal.result(fields && readApplications(fields, reading));
}
