import { instanceJson } from './json/instance-json.js';
import { textMapJson } from './json/text-map-json.js';
import type { StatusInfo } from './model/status-info.js';
import type { ProtocolVersion, WireFormat } from './wire-format.js';
import { plainElement } from './xml/element.js';
import { instanceXml } from './xml/instance-xml.js';
import { textMapXml } from './xml/text-map-xml.js';

const ROOT = 'com.netflix.eureka.util.StatusInfo';
const INNER = '\n  ';

/**
 * The document of `GET /status`. The XML element of `healthy` is spelled `isHeathly` and the root is the Java class name,
 * as the Java server has it; without a value the member is left out in both formats, where Java's JSON breaks (wire.md 2.6).
 */
export function encodeStatusInfo(status: StatusInfo, format: WireFormat, version: ProtocolVersion = 'v2'): string {
  const { generalStats, applicationStats, instanceInfo, healthy } = status;
  if (format === 'json') {
    return (
      `{"generalStats":${textMapJson(generalStats)},"applicationStats":${textMapJson(applicationStats)}` +
      (instanceInfo ? `,"instanceInfo":${instanceJson(instanceInfo)}` : '') +
      (healthy === undefined ? '}' : `,"healthy":${healthy}}`)
    );
  }
  return (
    `<${ROOT}>` +
    textMapXml(INNER, 'generalStats', generalStats) +
    textMapXml(INNER, 'applicationStats', applicationStats) +
    (instanceInfo ? instanceXml(INNER, 'instanceInfo', instanceInfo, version) : '') +
    plainElement(INNER, 'isHeathly', healthy) +
    `\n</${ROOT}>`
  );
}
