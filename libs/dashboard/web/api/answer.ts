/** What became of a request; nothing here throws. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Nobody is signed in, or not any more. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly message: string }
  /** There is no such thing, or this server cannot do it. */
  | { readonly kind: 'absent'; readonly message: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** No answer at all. */
  | { readonly kind: 'unreachable' };

export type Fault = Exclude<Answer<never>, { kind: 'ok' }>;

/** Reads the answer's body where there is one; errors have Spring's document with a message. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const body = readJson(text);
  if (response.ok) return { kind: 'ok', value: body as T };
  const message = messageIn(body);
  if (response.status === 401) return { kind: 'unauthorized' };
  if (response.status === 403) return { kind: 'forbidden', message };
  if (response.status === 404) return { kind: 'absent', message };
  return { kind: 'refused', status: response.status, message };
}

function readJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('message' in body)) return '';
  return typeof body.message === 'string' ? body.message : '';
}
