/** One registry: where it is, its zone, and what to say to be let in. */
export class Endpoint {
  /** Private, so that printing an endpoint does not show it. */
  readonly #authorization: string | undefined;

  /**
   * `url` is a service URL without credentials that ends in `/`. One that nobody configured, but only a redirect named, is a
   * stranger, and is told no secret.
   */
  constructor(
    readonly url: string,
    readonly zone: string | undefined,
    authorization: string | undefined,
    readonly isStranger = false,
  ) {
    this.#authorization = authorization;
  }

  /** Value of the `Authorization` header, from the name and password of the service URL. */
  get authorization(): string | undefined {
    return this.#authorization;
  }
}

/**
 * Reads a service URL; undefined when it is none of http or https. Query and fragment are dropped, a missing `/` at the end is
 * added (client.md 3.5, 3.6).
 */
export function parseEndpoint(text: string, zone?: string): Endpoint | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return new Endpoint(`${url.protocol}//${url.host}${path}`, zone, basicOf(url));
}

/** WHATWG's parser splits at the first raw `:`; a `:` of the password may be written as it is or as `%3A`. */
function basicOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return basicAuthorization(percentDecoded(username), percentDecoded(password));
}

export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** A `%` that starts no escape stands for itself. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
