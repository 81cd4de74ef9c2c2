/** Which hosts stand for services. Names are given in lower case. */
export interface ServiceNames {
  /** The registry or the configuration has it at this moment. */
  isKnown(name: string): boolean;
  /** The application has settings for it; such a name may have a dot or a port. */
  isDeclared(name: string): boolean;
}

/** A URL whose host is a service: what remains of it once an instance takes the host's place. */
export interface ServiceUrl {
  readonly type: 'service';
  /** As it is written. */
  readonly service: string;
  /** `http` for `lb://`. */
  readonly scheme: 'http' | 'https';
  /** `user:password@`, or ''. */
  readonly userInfo: string;
  /** Path, query and fragment, to the letter. */
  readonly rest: string;
}

/** `direct` = somebody else's URL, to be called as it is. */
export type UrlTarget =
  ServiceUrl | { readonly type: 'direct' } | { readonly type: 'malformed'; readonly message: string };

const DIRECT: UrlTarget = { type: 'direct' };
const PARTS = /^\s*(lb|https?):\/\/([^/?#\\]*)(.*?)\s*$/is;
const LONGEST_NAME = 255;
/** Letters, digits, and what application names have beside them. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.~$-]*$/u;
/** WHATWG URLs take these for IPv4 addresses (client.md 7.1). */
const NUMERIC = /^(?:\d+|0x[\da-f]*)$/i;

/**
 * Whether a URL is for a service. Read from the raw text: WHATWG's `URL` lower-cases hosts, and takes some names for addresses.
 * `lb://` always is, its port being ignored as in Spring (client.md 6.8); `http(s)://` is when its host is a known or declared
 * service. A host with a dot, an address, `localhost` or an explicit port never is, unless declared just so.
 */
export function targetOf(url: string, names: ServiceNames): UrlTarget {
  const [, scheme, authority = '', rest = ''] = PARTS.exec(url) ?? [];
  if (scheme === undefined) return DIRECT;
  const at = authority.lastIndexOf('@') + 1;
  const userInfo = authority.slice(0, at);
  const host = authority.slice(at);
  const service = host.replace(/:\d*$/, '');
  const isService = NAME.test(service) && service.length <= LONGEST_NAME;
  const target = (): ServiceUrl => {
    return { type: 'service', service, scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http', userInfo, rest };
  };
  if (scheme.toLowerCase() === 'lb') {
    if (isService) return target();
    return { type: 'malformed', message: `lb://${host.slice(0, LONGEST_NAME)} names no service` };
  }
  return isService && isOurs(host, names) ? target() : DIRECT;
}

function isOurs(host: string, names: ServiceNames): boolean {
  const name = host.toLowerCase();
  if (names.isDeclared(name)) return true;
  if (name === 'localhost' || /[.:]/.test(name) || NUMERIC.test(name)) return false;
  return names.isKnown(name);
}

/** The URL with an instance in the service's place; the scheme is the instance's own (client.md 6.8). */
export function urlAt(instance: { readonly uri: string }, { userInfo, rest }: ServiceUrl): string {
  const origin = userInfo === '' ? instance.uri : instance.uri.replace('://', `://${userInfo}`);
  return `${origin}${rest.startsWith('/') ? '' : '/'}${rest}`;
}
