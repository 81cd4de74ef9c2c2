import type { RegistryConfiguration } from '@nest-eureka/config';
import { said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { ServerCore } from '../registry-core.js';
import type { ServerFacts } from '../server-facts.js';
import { WatchResource } from './watch-resource.js';

const SWITCHED_OFF = said('stream.off');
const OTHER_REGIONS = said('stream.regions');

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

  function absenceOf(): Said | undefined {
    if (!watch.enabled) return SWITCHED_OFF;
    const showsOtherRegions =
      server.remoteRegionUrlsWithName.size > 0 && !server.disableTransparentFallbackToOtherRegion;
    return showsOtherRegions ? OTHER_REGIONS : undefined;
  }
}
