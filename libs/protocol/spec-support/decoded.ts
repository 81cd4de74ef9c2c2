import type { DecodeFault, DecodeResult } from '../src/index.js';

/** The value of a document that must be readable. */
export function valueOf<T>(result: DecodeResult<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.fault.kind} ${result.fault.path} ${result.fault.message}`);
  return result.value;
}

/** The fault of a document that must be refused. */
export function faultOf(result: DecodeResult<unknown>): DecodeFault {
  if (result.ok) throw new Error(`read although it should be refused: ${String(result.value)}`);
  return result.fault;
}
