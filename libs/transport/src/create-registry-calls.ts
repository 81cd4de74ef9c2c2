import { Resolver } from 'node:dns/promises';
import { ClusteredCalls } from './cluster/clustered-calls.js';
import { Session } from './cluster/session.js';
import { Sessions } from './cluster/sessions.js';
import { Connections } from './endpoint/connections.js';
import type { Endpoint } from './endpoint/endpoint.js';
import type { RegistryCalls } from './registry-calls.js';
import { configuredServers } from './server-list/configured-servers.js';
import { dnsServers } from './server-list/dns-servers.js';
import { ServerList } from './server-list/server-list.js';
import { ownZoneFirst, ownZoneOf } from './server-list/zone-order.js';
import { TlsFiles } from './tls/tls-files.js';
import type { ResolveTxt, TransportDeps, TransportSettings } from './transport-settings.js';

const DNS_TIMEOUT_MS = 5000;
const DNS_TRIES = 2;

/** Calls to the registries that the settings name. Nothing is connected, looked up or timed before the first call. */
export function createRegistryCalls(settings: TransportSettings, deps: TransportDeps): RegistryCalls {
  const { clock, random, onWarning } = deps;
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
  const tls = settings.tls && new TlsFiles(settings.tls, { clock, onWarning });
  const connections = new Connections(settings, { clock, tls });
  const ownZone = ownZoneOf(settings);
  const find = serverFinder(settings, deps.resolveTxt ?? ((name) => resolver.resolveTxt(name)), onWarning);
  const servers = new ServerList(
    async () => ownZoneFirst(await find(), ownZone, random),
    settings.serviceUrlPollIntervalMs,
    { clock, onWarning },
  );
  const open = (): Session => new Session(settings.quarantineRefreshShare, { servers, connections });
  const sessions = (): Sessions => new Sessions(settings, { clock, random, open, onEnd: () => connections.dropIdle() });
  return new ClusteredCalls(
    { registration: sessions(), query: sessions() },
    {
      get localAddress() {
        return connections.localAddress;
      },
      close() {
        servers.close();
        resolver.cancel();
        connections.close();
      },
    },
  );
}

/** Before zones are put in order. */
function serverFinder(
  settings: TransportSettings,
  resolveTxt: ResolveTxt,
  onWarning: TransportDeps['onWarning'],
): () => Promise<readonly Endpoint[]> {
  const { dns, region } = settings;
  if (dns !== undefined) return () => dnsServers(dns, region, resolveTxt, onWarning);
  const { endpoints, unreadable } = configuredServers(settings);
  for (const text of unreadable) onWarning(`Not a service URL, left out: ${text}`);
  return async () => endpoints;
}
