import type { PickWishes } from './service-call.js';

/** Headers and the cookie of an outgoing request that say which instance it wants (client.md 6.7). */
export interface WishSources {
  /** `hint-header-name`. @default 'X-SC-LB-Hint' */
  readonly hintHeader?: string;
  /** `sticky-session.instance-id-cookie-name`. @default 'sc-lb-instance-id' */
  readonly stickyCookie?: string;
  /** `api-version.header`. @default none */
  readonly apiVersionHeader?: string;
  /** What consistent hashing goes by. @default none */
  readonly keyHeader?: string;
}

type HeaderOf = (name: string) => string | undefined;

/** What the request's headers wish for; what the caller says itself wins. */
export function wishesOf(headerOf: HeaderOf, sources: WishSources = {}, said: PickWishes = {}): PickWishes {
  const read = (name: string | undefined): string | undefined => (name === undefined ? undefined : headerOf(name));
  const wishes = {
    hint: said.hint ?? read(sources.hintHeader ?? 'X-SC-LB-Hint'),
    sticky: said.sticky ?? cookieOf(read('cookie'), sources.stickyCookie ?? 'sc-lb-instance-id'),
    apiVersion: said.apiVersion ?? read(sources.apiVersionHeader),
    key: said.key ?? read(sources.keyHeader),
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined));
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
