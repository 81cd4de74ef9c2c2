import { Endpoint, parseEndpoint } from '@nest-eureka/transport';

/** Where a registry of this project answers unless told otherwise. */
export const DEFAULT_URL = 'http://127.0.0.1:8761/eureka/';

const URL_VARIABLES = ['EUREKA_CLIENT_SERVICEURL_DEFAULTZONE', 'EUREKA_CLIENT_SERVICE_URL_DEFAULTZONE'];

/** The registry that a command is about, or why there is none. */
export type Target =
  { readonly kind: 'target'; readonly endpoint: Endpoint } | { readonly kind: 'none'; readonly message: string };

/**
 * The service URL that was given, else the first of the variables that a client reads, else the default. `EUREKA_USER` and
 * `EUREKA_PASSWORD`, or the bearer token `EUREKA_TOKEN`, are said where the URL has no credentials.
 */
export function targetOf(given: string | undefined, environment: Readonly<Record<string, string | undefined>>): Target {
  const variable = URL_VARIABLES.map((name) => environment[name]?.split(',')[0]?.trim()).find(Boolean);
  const text = given ?? variable ?? DEFAULT_URL;
  const endpoint = parseEndpoint(withCredentials(text, environment));
  if (endpoint !== undefined) return { kind: 'target', endpoint: withToken(endpoint, environment) };
  return { kind: 'none', message: `not a service URL of a registry: it is written like ${DEFAULT_URL}` };
}

function withCredentials(
  text: string,
  { EUREKA_USER: user = '', EUREKA_PASSWORD: password = '' }: NodeJS.Dict<string>,
) {
  if (user === '' || !URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return text;
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}

function withToken(endpoint: Endpoint, { EUREKA_TOKEN: token = '' }: NodeJS.Dict<string>): Endpoint {
  if (token === '' || endpoint.authorization !== undefined) return endpoint;
  return new Endpoint(endpoint.url, endpoint.zone, `Bearer ${token}`);
}
