import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { RegistryCalls } from '@nest-eureka/transport';
import { ChangeStream } from '../core/watch/change-stream.js';
import { vipAddressesIn } from '../core/vip-addresses.js';
import type { ChangeStreamDeps, StreamTaker } from '../core/watch/change-stream.js';

/**
 * The change stream of a client; undefined where it is switched off, and where it could not tell what is fetched: a stream is that
 * of one region.
 */
export function createChangeStream(
  { client }: DiscoveryConfiguration,
  { watching }: Pick<RegistryCalls, 'watching'>,
  taker: StreamTaker,
  deps: ChangeStreamDeps,
): ChangeStream | undefined {
  const { registryRefreshSingleVipAddress, fetchRemoteRegionsRegistry, maxAnswerBytes } = client;
  if (!client.watch.enabled || watching === undefined) return undefined;
  if (fetchRemoteRegionsRegistry.length > 0) return undefined;
  const settings = {
    vips: vipAddressesIn(registryRefreshSingleVipAddress),
    maxEventLength: maxAnswerBytes,
    maxPauseMs: client.registryFetchIntervalSeconds * 1000,
  };
  return new ChangeStream(watching, taker, settings, deps);
}
