import type { BalancedRequestInit } from '../../../http/balanced-fetch.js';
import type { Binding, Route } from './route.js';

/** What a method of a client sends. */
export interface ClientRequest {
  /** Path and query, below the client's own. */
  readonly path: string;
  readonly init: BalancedRequestInit;
}

const VARIABLE = /:([A-Za-z_]\w*)|\{([^{}/]+)\}/g;

/** Names in a path such as `/items/:id`. */
export function variablesOf(path: string): readonly string[] {
  return [...path.matchAll(VARIABLE)].map(([, colon, braces]) => colon ?? braces ?? '');
}

/** Puts the arguments in their places. An `AbortSignal` among them is that of the call. */
export function clientRequest(
  { method, path, headers: standing }: Route,
  bindings: ReadonlyMap<number, Binding>,
  args: readonly unknown[],
): ClientRequest {
  const variables = new Map<string, string>();
  const query = new URLSearchParams();
  const headers = new Headers(standing);
  let body: unknown;
  let signal: AbortSignal | undefined;
  args.forEach((value, index) => {
    const binding = bindings.get(index);
    if (binding === undefined && value instanceof AbortSignal) signal = value;
    else if (value === undefined) return;
    else if (binding === undefined || binding.place === 'body') body = value;
    else if (binding.place === 'path') variables.set(binding.name, text(value));
    else if (binding.place === 'header') headers.set(binding.name, text(value));
    else addQuery(query, binding.name, value);
  });
  const filled = path.replaceAll(VARIABLE, (_, colon?: string, braces?: string) => {
    const name = colon ?? braces ?? '';
    const value = variables.get(name);
    if (value === undefined || value === '') throw new TypeError(`The path variable '${name}' of ${path} has no value`);
    // a segment of dots would lead elsewhere in the path
    return /^\.{1,2}$/.test(value) ? value.replaceAll('.', '%2E') : encodeURIComponent(value);
  });
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  return {
    path: `${filled}${search}`,
    init: { method, headers, ...bodyOf(body, headers), ...(signal === undefined ? {} : { signal }) },
  };
}

function addQuery(query: URLSearchParams, name: string | undefined, value: unknown): void {
  if (name === undefined) {
    for (const [key, part] of Object.entries(value as object)) addQuery(query, key, part);
  } else if (Array.isArray(value)) {
    for (const part of value) addQuery(query, name, part);
  } else if (value !== undefined && value !== null) {
    query.append(name, text(value));
  }
}

function text(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bodyOf(body: unknown, headers: Headers): BalancedRequestInit {
  if (body === undefined) return {};
  if (isReady(body)) {
    const duplex = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
    return { body: body as NonNullable<BalancedRequestInit['body']>, ...duplex };
  }
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return { body: JSON.stringify(body) };
}

/** What `fetch` sends as it is. */
function isReady(body: unknown): boolean {
  return (
    typeof body === 'string' ||
    ArrayBuffer.isView(body) ||
    [ArrayBuffer, Blob, FormData, URLSearchParams, ReadableStream].some((type) => body instanceof type)
  );
}
