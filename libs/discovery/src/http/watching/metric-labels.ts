import type { CallFailure } from '../call-outcome.js';

/** Spring's word for what a request does not say. */
const UNKNOWN = 'UNKNOWN';
/** What stands for all that have no value of their own. */
export const OTHER = 'other';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);
const OUTCOMES = ['INFORMATIONAL', 'SUCCESS', 'REDIRECTION', 'CLIENT_ERROR', 'SERVER_ERROR'];
/** What others have registered may be long. */
const LONGEST = 200;

export function methodLabel(method: string): string {
  if (method === '') return UNKNOWN;
  return METHODS.has(method) ? method : OTHER;
}

export function statusLabel(status: number): string {
  return isStatus(status) ? String(status) : UNKNOWN;
}

/** As Spring names the hundreds. */
export function outcomeLabel(status: number): string {
  return (isStatus(status) && OUTCOMES[Math.floor(status / 100) - 1]) || UNKNOWN;
}

/** By what it means: names of errors are without bound. */
export function exceptionLabel(failure: CallFailure): string {
  return failure.type === 'failed' ? failure.fault : failure.type;
}

export function valueLabel(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status < 600;
}
