import { readSaid } from './said.js';
import type { Said } from './said.js';

/** An error in the registry's own English, and by its code where it has one. */
export interface Complaint {
  readonly message: string;
  readonly said?: Said | undefined;
}

/** What became of a request; nothing here throws. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Nobody is signed in, or not any more. */
  | { readonly kind: 'unauthorized' }
  | ({ readonly kind: 'forbidden' } & Complaint)
  /** There is no such thing, or this server cannot do it. */
  | ({ readonly kind: 'absent'; /** What is told all the same. */ readonly body: unknown } & Complaint)
  | ({ readonly kind: 'refused'; readonly status: number } & Complaint)
  /** No answer at all. */
  | { readonly kind: 'unreachable' };

export type Fault = Exclude<Answer<never>, { kind: 'ok' }>;

/** Reads the answer's body where there is one; errors have Spring's document with a message. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const body = readJson(text);
  if (response.ok) return { kind: 'ok', value: body as T };
  const complaint = complaintIn(body);
  if (response.status === 401) return { kind: 'unauthorized' };
  if (response.status === 403) return { kind: 'forbidden', ...complaint };
  if (response.status === 404) return { kind: 'absent', body, ...complaint };
  return { kind: 'refused', status: response.status, ...complaint };
}

function readJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function complaintIn(body: unknown): Complaint {
  if (typeof body !== 'object' || body === null || !('message' in body)) return { message: '' };
  const said = 'said' in body ? readSaid(body.said) : undefined;
  return { message: typeof body.message === 'string' ? body.message : '', said };
}
