import type { InstanceInfo } from '@nest-eureka/protocol';
import { urlHost } from '@nest-eureka/transport';
import type { OwnInstanceFacts, UrlConfiguration } from './own-instance-facts.js';

type OwnUrls = Pick<InstanceInfo, 'homePageUrl' | 'statusPageUrl' | 'healthCheckUrl' | 'secureHealthCheckUrl'>;

/**
 * Home page, status page and health checks (client.md 4.3). Java writes `http` and the plain port even where only the secure
 * one is offered, which leads nowhere; here it is `https` then.
 */
export function ownUrls(
  configuration: UrlConfiguration,
  { port, securePort }: Pick<InstanceInfo, 'port' | 'securePort'>,
  facts: OwnInstanceFacts,
): OwnUrls {
  const host = urlHost(facts.hostName);
  const isSecureOnly = securePort.enabled && !port.enabled;
  const scheme = isSecureOnly ? 'https' : 'http';
  const serverPort = isSecureOnly ? securePort.number : port.number;
  const { managementPort = serverPort } = facts;
  const context = managementContext(facts, serverPort);
  const at = (protocol: string, number: number, ...parts: readonly string[]): string | undefined =>
    number === 0 || parts.at(-1) === '' ? undefined : `${protocol}://${host}:${number}${joined(parts)}`;
  const set = (url: string | undefined): string | undefined => url?.replaceAll('${eureka.hostname}', host) || undefined;
  const { homePageUrlPath, statusPageUrlPath, healthCheckUrlPath } = configuration;
  return {
    homePageUrl: set(configuration.homePageUrl) ?? at(scheme, serverPort, homePageUrlPath),
    statusPageUrl: set(configuration.statusPageUrl) ?? at(scheme, managementPort, context, statusPageUrlPath),
    healthCheckUrl: port.enabled
      ? (set(configuration.healthCheckUrl) ?? at('http', managementPort, context, healthCheckUrlPath))
      : undefined,
    secureHealthCheckUrl: securePort.enabled
      ? (set(configuration.secureHealthCheckUrl) ??
        at('https', facts.managementPort ?? securePort.number, context, healthCheckUrlPath))
      : undefined,
  };
}

/** Where the management endpoints are below their port; with a port of their own the server's context does not count. */
function managementContext(
  { managementPort, contextPath = '', managementPath = '' }: OwnInstanceFacts,
  serverPort: number,
): string {
  const isSeparate = managementPort !== undefined && managementPort !== serverPort;
  return isSeparate ? managementPath : joined([contextPath, managementPath]);
}

/** Paths one below the other, with one slash between them. */
function joined(parts: readonly string[]): string {
  return parts.reduce((path, part) => `${path.replace(/\/+$/, '')}/${part.replace(/^\/+/, '')}`, '');
}
