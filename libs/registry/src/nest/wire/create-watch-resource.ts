import type { RegistryConfiguration } from '@nest-eureka/config';
import type { ServerCore } from '../registry-core.js';
import type { ServerFacts } from '../server-facts.js';
import { WatchResource } from './watch-resource.js';

const SWITCHED_OFF = 'The change stream is switched off (eureka.server.watch.enabled); read /apps/delta instead.';
const OTHER_REGIONS = 'A registry that shows other regions has no change stream; read /apps/delta instead.';

export function createWatchResource(
  { server, watch }: RegistryConfiguration,
  core: Pick<ServerCore, 'accessGate' | 'extra'>,
  facts: Pick<ServerFacts, 'peerReports' | 'clock'>,
): WatchResource {
  return new WatchResource(core.extra.watch, core.accessGate, {
    closedAnswer: server.defaults === 'netflix' ? 403 : 503,
    otherNodes: () => facts.peerReports().length,
    clock: facts.clock,
    listsMayBeOld: server.useReadOnlyResponseCache,
    absence: absenceOf(),
  });

  function absenceOf(): string | undefined {
    if (!watch.enabled) return SWITCHED_OFF;
    const showsOtherRegions =
      server.remoteRegionUrlsWithName.size > 0 && !server.disableTransparentFallbackToOtherRegion;
    return showsOtherRegions ? OTHER_REGIONS : undefined;
  }
}
