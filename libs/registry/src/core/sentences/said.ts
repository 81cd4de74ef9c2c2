import { SENTENCES } from './sentences.js';
import type { SentenceCode } from './sentences.js';

/** A sentence by its code, with what is filled in. */
export interface Said {
  readonly code: SentenceCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export function said(code: SentenceCode, values: Said['values'] = {}): Said {
  return { code, values };
}

/** In English. */
export function englishOf({ code, values }: Said): string {
  return filledIn(SENTENCES[code], values);
}

/** The sentence of a template, in whatever language. */
export function filledIn(template: string, values: Said['values']): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (typeof value === 'number' && name.endsWith('Ms')) return inWords(value);
    return value === undefined ? whole : String(value);
  });
}

/** Several, one after the other. */
export function englishText(sentences: readonly Said[]): string {
  return sentences.map(englishOf).join(' ');
}

function inWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
