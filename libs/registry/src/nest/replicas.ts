import { withoutCredentials } from '@nest-eureka/transport';
import type { LeaseStore } from '../core/lease-store.js';

/** A peer as the page and `/status` show it; the URL without its credentials. */
export interface Replica {
  readonly url: string;
  readonly host: string;
  /** Whether the registry knows an instance of this server's own application on that host (server.md 8.1). */
  readonly available: boolean;
}

/** The configured peers but this server itself, told by its host name as Java does (server.md 4.4) and by its own port. */
export function replicasOf(
  serviceUrls: readonly string[],
  own: {
    readonly app: string;
    readonly hosts: readonly string[];
    readonly port: number;
    readonly myUrl: string | undefined;
  },
  store: LeaseStore,
): readonly Replica[] {
  const hosts = new Set([...(store.application(own.app)?.values() ?? [])].map((lease) => lease.instance.hostName));
  return serviceUrls
    .filter((text) => URL.canParse(text) && !isOwn(text, own))
    .map((text) => {
      const { hostname } = new URL(text);
      return { url: withoutCredentials(text), host: hostname, available: hosts.has(hostname) };
    });
}

function isOwn(text: string, own: Parameters<typeof replicasOf>[1]): boolean {
  if (own.myUrl !== undefined) return text === own.myUrl;
  const url = new URL(text);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return port === own.port && own.hosts.includes(url.hostname);
}
