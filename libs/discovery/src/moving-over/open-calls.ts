import { createRegistryCalls } from '@nest-eureka/transport';
import type { RegistryCalls, TransportDeps } from '@nest-eureka/transport';
import type { WantedAuthorization } from './middleware-authorization.js';
import { MiddlewareCalls } from './middleware-calls.js';
import type { ResolvedEurekaConfig } from './resolve-eureka-config.js';
import { transportSettingsOf } from './transport-settings-of.js';

const MIDDLEWARE_TIMEOUT_MS = 10_000;

/** A service URL with these credentials in place of its own. */
function withCredentials(url: string, wanted: WantedAuthorization): string {
  if (wanted.kind !== 'basic' || !URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = encodeURIComponent(wanted.user);
  parsed.password = encodeURIComponent(wanted.password);
  return parsed.href;
}

/** Calls to the registries of a configuration, with its middleware in front where it has one. */
export function openCalls(config: ResolvedEurekaConfig, deps: TransportDeps): RegistryCalls {
  const settings = transportSettingsOf(config);
  if (config.requestMiddleware === undefined) return createRegistryCalls(settings, deps);
  return new MiddlewareCalls(config.requestMiddleware, {
    clock: deps.clock,
    timeoutMs: MIDDLEWARE_TIMEOUT_MS,
    onIgnored: (part) =>
      deps.onWarning(
        `requestMiddleware changes ${part}, which has no effect: it may set auth or headers.authorization`,
      ),
    open: (wanted, token) => {
      const serviceUrls = [...settings.serviceUrls].map(
        ([zone, urls]) => [zone, urls.map((url) => withCredentials(url, wanted))] as const,
      );
      const bearerToken = wanted.kind === 'bearer' ? token : undefined;
      return createRegistryCalls({ ...settings, serviceUrls: new Map(serviceUrls), bearerToken }, deps);
    },
  });
}
