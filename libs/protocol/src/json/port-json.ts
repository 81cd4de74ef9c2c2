import type { PortInfo } from '../model/instance-info.js';

/** The number is a number and the flag a string: other clients are built against exactly this (wire.md 1.5). */
export function portJson(port: PortInfo): string {
  return `{"$":${port.number},"@enabled":"${port.enabled}"}`;
}
