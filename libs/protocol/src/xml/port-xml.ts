import type { PortInfo } from '../model/instance-info.js';
import type { LineBreak } from './element.js';

/** A port with its `enabled` attribute, one of the few attributes of the protocol (wire.md 1.5). */
export function portXml(lineBreak: LineBreak, name: 'port' | 'securePort', port: PortInfo): string {
  return `${lineBreak}<${name} enabled="${port.enabled}">${port.number}</${name}>`;
}
