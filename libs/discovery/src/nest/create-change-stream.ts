import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { RegistryCalls } from '@nest-eureka/transport';
import { ChangeStream } from '../core/watch/change-stream.js';
import type { ChangeStreamDeps, StreamTaker } from '../core/watch/change-stream.js';

/**
 * The change stream of a client; undefined where it is switched off, and where it could not tell what is fetched: other
 * regions, several VIP addresses in one name.
 */
export function createChangeStream(
  { client }: DiscoveryConfiguration,
  { watching }: Pick<RegistryCalls, 'watching'>,
  taker: StreamTaker,
  deps: ChangeStreamDeps,
): ChangeStream | undefined {
  const { registryRefreshSingleVipAddress: vip, fetchRemoteRegionsRegistry, maxAnswerBytes } = client;
  if (!client.watch.enabled || watching === undefined) return undefined;
  if (fetchRemoteRegionsRegistry.length > 0 || vip?.includes(',') === true) return undefined;
  const settings = {
    vip,
    maxEventLength: maxAnswerBytes,
    maxPauseMs: client.registryFetchIntervalSeconds * 1000,
  };
  return new ChangeStream(watching, taker, settings, deps);
}
