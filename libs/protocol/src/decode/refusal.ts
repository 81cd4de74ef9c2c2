import type { DecodeFault, DecodeResult } from '../decode-result.js';

/**
 * The first reason to refuse a document. Readers note it here and go on with a default, so that no reader has to unwind;
 * whatever was read by then is dropped in `result`.
 */
export class Refusal {
  #fault: DecodeFault | undefined;

  get isRefused(): boolean {
    return this.#fault !== undefined;
  }

  refuse(kind: DecodeFault['kind'], path: string, message: string): undefined {
    this.#fault ??= { kind, message, path };
    return undefined;
  }

  result<T>(value: T | undefined): DecodeResult<T> {
    if (this.#fault) return { ok: false, fault: this.#fault };
    if (value === undefined) throw new Error('a reader gave no value and noted no reason');
    return { ok: true, value };
  }
}
