import type { DefaultsMode } from '../registry-server-options.js';
import type { TableOption } from '../options/option-table.js';
import { plainText } from '../sources/plain-text.js';

function text(value: unknown): string {
  if (value === undefined || value === '') {
    return 'none';
  }
  if (value instanceof Map) {
    const entries = [...(value as Map<string, unknown>)];
    return entries.length === 0 ? 'none' : entries.map(([key, element]) => `${key}: ${String(element)}`).join(', ');
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.join(',');
  }
  return plainText(value) ?? '';
}

/** The default of an option in words: one for both modes, or one for each. */
export function renderDefault(option: TableOption): string {
  if (option.defaultText !== undefined) {
    return option.defaultText;
  }
  const modern = text(option.defaults.modern);
  const netflix = text(option.defaults.netflix);
  if (modern === netflix) {
    return modern;
  }
  // a client has Netflix's defaults
  return option.for.includes('discovery')
    ? `${netflix}; registry in modern mode: ${modern}`
    : `modern ${modern}, netflix ${netflix}`;
}

/** The value that stands behind the variable in `.env.example`; empty where there is none. */
export function renderExample(option: TableOption, mode: DefaultsMode): string {
  const value = option.defaults[mode];
  const isShown = option.defaultText === undefined && !option.isSecret;
  return isShown ? (plainText(value) ?? '') : '';
}
