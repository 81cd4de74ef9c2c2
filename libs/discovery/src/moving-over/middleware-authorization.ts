import type { EurekaRequestMiddleware, EurekaRequestOptions } from './eureka-config.js';

/** What a middleware wants to be sent as `Authorization`. */
export type WantedAuthorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

/** What a middleware did with a request. */
export interface MiddlewareAnswer {
  readonly authorization: WantedAuthorization;
  /** What it changed besides, which has no effect here. */
  readonly ignored: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

const NONE: WantedAuthorization = { kind: 'none' };

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fromHeader(header: string): WantedAuthorization | undefined {
  const [, scheme = '', credentials = ''] = /^(\w+)\s+(.+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', token: credentials };
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [user = '', ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return { kind: 'basic', user, password: rest.join(':') };
}

/** `auth` as the request library of eureka-js-client takes it. */
function fromAuth(auth: Fields): WantedAuthorization {
  const bearer: unknown = typeof auth['bearer'] === 'function' ? auth['bearer']() : auth['bearer'];
  if (typeof bearer === 'string') return { kind: 'bearer', token: bearer };
  const user = text(auth['user']) ?? text(auth['username']);
  const password = text(auth['pass']) ?? text(auth['password']);
  return user === undefined ? NONE : { kind: 'basic', user, password: password ?? '' };
}

/** Reads what a middleware made of the options that it was given. */
export function middlewareAnswer(before: EurekaRequestOptions, after: EurekaRequestOptions): MiddlewareAnswer {
  const headers = Object.entries(fieldsOf(after['headers']));
  const authorization = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const wanted =
    authorization === undefined ? fromAuth(fieldsOf(after['auth'])) : fromHeader(text(authorization) ?? '');
  const ignored = [
    ...Object.keys(after).filter((name) => !['auth', 'headers'].includes(name) && after[name] !== before[name]),
    ...headers.filter(([name]) => name.toLowerCase() !== 'authorization').map(([name]) => `headers.${name}`),
    ...(wanted === undefined ? ['headers.authorization'] : []),
  ];
  return { authorization: wanted ?? NONE, ignored };
}

/** Runs a middleware over the options of one request. Rejects when it throws, gives no object, or the signal comes first. */
export async function runMiddleware(
  middleware: EurekaRequestMiddleware,
  request: EurekaRequestOptions,
  signal: AbortSignal,
): Promise<MiddlewareAnswer> {
  const before = { ...request };
  const after = await new Promise<unknown>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('requestMiddleware did not call done in time')));
    middleware({ ...request, headers: {} }, resolve);
  });
  if (typeof after !== 'object' || after === null) throw new Error('requestMiddleware did not return an object');
  return middlewareAnswer(before, after as EurekaRequestOptions);
}
