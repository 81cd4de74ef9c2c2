import type { PortInfo } from '../model/instance-info.js';
import type { Fields } from './fields.js';
import { toInt } from './number-text.js';
import type { Reading } from './reading.js';

/** Ports of an instance that names none (wire.md 1.1). */
const DEFAULT_PORT: PortInfo = Object.freeze({ number: 7001, enabled: true });
const DEFAULT_SECURE_PORT: PortInfo = Object.freeze({ number: 7002, enabled: false });

/** A port in JSON: what is no number becomes 0; enabled is the text `true` or a number other than 0 (wire.md 1.5). */
function isEnabledInJson(text: string): boolean {
  return text === 'true' || (toInt(text) ?? 0) !== 0;
}

/** A port is on unless XML says `false`, a secure port off unless it says `true`; both exactly. */
function isEnabledInXml(text: string, byDefault: boolean): boolean {
  return byDefault ? text !== 'false' : text === 'true';
}

/** Reads a port; in XML a text that is no number is refused, as Java does. */
export function readPort(key: 'port' | 'securePort', fields: Fields, reading: Reading): PortInfo {
  const byDefault = key === 'port' ? DEFAULT_PORT : DEFAULT_SECURE_PORT;
  const found = fields.port(key);
  if (!found) return byDefault;
  const { number, enabled } = found;
  const parsed = number === undefined ? byDefault.number : toInt(number);
  if (parsed === undefined && reading.format === 'xml') {
    reading.refusal.refuse('invalid', `${fields.path}.${key}`, 'must be a number');
  }
  const isEnabled = (text: string): boolean =>
    reading.format === 'json' ? isEnabledInJson(text) : isEnabledInXml(text, byDefault.enabled);
  return { number: parsed ?? 0, enabled: enabled === undefined ? byDefault.enabled : isEnabled(enabled) };
}
