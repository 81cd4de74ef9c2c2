import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import type { RegistryParts } from '../../core/assemble.js';
import type { Payload } from '../../core/response-cache/payload.js';
import type { ResponseCache } from '../../core/response-cache/response-cache.js';
import { RegistryView } from '../../watch/registry-view.js';
import { Watch } from '../../watch/watch.js';
import { WatchTexts } from '../../watch/watch-texts.js';

const JSON_FULL = { format: 'json', detail: 'full', version: 'v2' } as const;
/** A connection that takes nothing for so many heartbeats is cut. */
const STALLED_BEATS = 3;

export interface WatchParts extends Pick<RegistryParts, 'store' | 'changeLog'> {
  readonly clock: TimerClock;
  /** This incarnation of the node. */
  readonly node: string;
  readonly onError: (error: unknown) => void;
}

/**
 * The change stream of a server.
 * @param cache asked for when somebody subscribes
 */
export function createWatch(
  { instance, watch }: RegistryConfiguration,
  { store, changeLog, clock, node, onError }: WatchParts,
  cache: () => Pick<ResponseCache, 'current'>,
): Watch {
  const view = new RegistryView(store, changeLog, instance.instanceId);
  const yieldToOthers = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const wholeRegistry = async (): Promise<Payload> => {
    const payload = await cache().current({ kind: 'all' }, JSON_FULL);
    if (payload === undefined) throw new Error('The whole registry is always there.');
    return payload;
  };
  return new Watch(
    {
      view,
      texts: new WatchTexts({ view, node, wholeRegistry, yieldToOthers }),
      clock,
      yieldToOthers,
      onError,
    },
    {
      node,
      maxSubscribers: watch.maxSubscribers,
      coalesceMs: watch.coalesceMs,
      stallMs: STALLED_BEATS * watch.heartbeatIntervalMs,
    },
  );
}
