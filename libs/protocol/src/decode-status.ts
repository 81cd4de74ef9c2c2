import type { DecodeLimits, DecodeResult } from './decode-result.js';
import { DEFAULT_DECODE_LIMITS } from './decode-result.js';
import { openBareJson, openXml } from './decode/open-document.js';
import { readInstance } from './decode/read-instance.js';
import { readTextMap } from './decode/read-text-map.js';
import type { Reading } from './decode/reading.js';
import { Refusal } from './decode/refusal.js';
import type { StatusInfo } from './model/status-info.js';
import type { WireFormat } from './wire-format.js';

function flag(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text.toLowerCase() === 'true';
}

/** Reads the document of `GET /status`; every part of it may be missing (wire.md 2.6). */
export function decodeStatusInfo(
  text: string,
  format: WireFormat,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodeResult<StatusInfo> {
  const refusal = new Refusal();
  const reading: Reading = { format, limits, refusal, refusesUnspeakableText: false };
  const fields =
    format === 'json' ? openBareJson(text, reading) : openXml(text, ['com.netflix.eureka.util.StatusInfo'], reading);
  if (!fields) return refusal.result<StatusInfo>(undefined);
  const instance = fields.fields('instanceInfo');
  return refusal.result<StatusInfo>({
    generalStats: readTextMap(fields.fields('generalStats'), limits, refusal),
    applicationStats: readTextMap(fields.fields('applicationStats'), limits, refusal),
    instanceInfo: instance && readInstance(instance, reading),
    healthy: flag(fields.text('healthy', 'isHeathly')),
  });
}
