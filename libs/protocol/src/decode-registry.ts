import type { DecodeLimits, DecodeResult } from './decode-result.js';
import { DEFAULT_DECODE_LIMITS } from './decode-result.js';
import { openRooted } from './decode/open-document.js';
import { readApplication, readApplications } from './decode/read-applications.js';
import { readInstance } from './decode/read-instance.js';
import { Refusal } from './decode/refusal.js';
import type { Application, Applications } from './model/applications.js';
import type { InstanceInfo } from './model/instance-info.js';
import type { WireFormat } from './wire-format.js';

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
  const reading = { format, limits, refusal, refusesUnspeakableText: true };
  const fields = openRooted(text, 'instance', reading);
  return refusal.result(fields && readInstance(fields, reading));
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
