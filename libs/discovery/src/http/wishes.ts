import type { VersionSources } from './requested-version.js';
import type { PickWishes } from './service-call.js';

/** Headers and the cookie of a request that say which instance it wants (client.md 6.7). */
export interface WishSources extends VersionSources {
  /** `hint-header-name`. @default 'X-SC-LB-Hint' */
  readonly hintHeader?: string;
  /** `sticky-session.instance-id-cookie-name`. @default 'sc-lb-instance-id' */
  readonly stickyCookie?: string;
  /** `sticky-session.add-service-instance-cookie`: calls carry the id of the chosen instance in that cookie. @default false */
  readonly addInstanceCookie?: boolean;
  /** `api-version.header`; of the outgoing request alone. @default none */
  readonly apiVersionHeader?: string;
  /** What consistent hashing goes by. @default none */
  readonly keyHeader?: string;
}

export const STICKY_COOKIE = 'sc-lb-instance-id';

type HeaderOf = (name: string) => string | undefined;

const NO_HEADERS: HeaderOf = () => undefined;

/**
 * What a call wishes for: what the caller says; else what the outgoing request has in its headers; else what the request has
 * within which the call is made.
 */
export function wishesOf(
  headerOf: HeaderOf = NO_HEADERS,
  sources: WishSources = {},
  said: PickWishes = {},
  inbound: HeaderOf = NO_HEADERS,
): PickWishes {
  const { hintHeader = 'X-SC-LB-Hint', stickyCookie = STICKY_COOKIE, apiVersionHeader, keyHeader } = sources;
  const read = (name: string): string | undefined => headerOf(name) ?? inbound(name);
  const hint = said.hint ?? read(hintHeader);
  const sticky = said.sticky ?? cookieOf(headerOf('cookie'), stickyCookie) ?? cookieOf(inbound('cookie'), stickyCookie);
  const apiVersion = said.apiVersion ?? (apiVersionHeader === undefined ? undefined : headerOf(apiVersionHeader));
  const key = said.key ?? (keyHeader === undefined ? undefined : read(keyHeader));
  if (hint === said.hint && sticky === said.sticky && apiVersion === said.apiVersion && key === said.key) return said;
  return {
    ...(hint === undefined ? {} : { hint }),
    ...(sticky === undefined ? {} : { sticky }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(key === undefined ? {} : { key }),
  };
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
