/** Java's rule of what a redirect points to (client.md 3.4), without its `/v2/`: Spring's servers are at `/eureka/apps`. */
const APPS = /^(.*\/)apps(?:\/.*)?$/;

/**
 * Service URL of the registry that a `Location` points to; undefined when it names none, or leads from https to http.
 * `requestUrl` is what was asked for, `path` its part below the service URL.
 */
export function redirectTarget(location: string, requestUrl: string, path: string): string | undefined {
  if (!URL.canParse(location, requestUrl)) return undefined;
  const target = new URL(location, requestUrl);
  const { protocol } = new URL(requestUrl);
  if (target.protocol !== 'https:' && target.protocol !== protocol) return undefined;
  const basePath = basePathOf(target.pathname, path.replace(/\?.*$/s, ''));
  return basePath === undefined ? undefined : `${target.protocol}//${target.host}${basePath}`;
}

/** What stands before the very path that was asked for, else before the last `apps`. */
function basePathOf(targetPath: string, path: string): string | undefined {
  if (targetPath.endsWith(`/${path}`)) return targetPath.slice(0, -path.length);
  return APPS.exec(targetPath)?.[1];
}
