import type { DiscoveryWatchSettings } from '../discovery-client-settings.js';
import type { RegistryWatchOptions } from '../registry-watch-options.js';
import { optionsFor, single } from './option.js';
import type { Option } from './option.js';
import { booleanType, integerType, MOST_INT } from './value-type.js';

const pause = integerType(0, MOST_INT);

/** `eureka.server.watch.*`; the types are held equal to RegistryWatchOptions. */
export const watchOptions: { readonly [K in keyof RegistryWatchOptions]: Option<RegistryWatchOptions[K]> } = {
  enabled: single(booleanType, true, 'Offers the change stream at /eureka/x/watch.'),
  maxSubscribers: single(pause, 20_000, 'Streams that are open at once at most; more are answered 503.'),
  coalesceMs: single(pause, 50, 'Changes that come within this time are told together.', { unit: 'ms' }),
  // clients take a stream for dead after 30 s of silence
  heartbeatIntervalMs: single(integerType(100, 20_000), 10_000, 'How often each stream shows that it lives.', {
    unit: 'ms',
  }),
};

/** `eureka.client.watch.*`. */
export const clientWatchOptions: {
  readonly [K in keyof DiscoveryWatchSettings]: Option<DiscoveryWatchSettings[K]>;
} = optionsFor(['discovery'], {
  enabled: single(booleanType, true, 'Hears of changes by the change stream of a registry that offers it.'),
  fetchIntervalSeconds: single(
    integerType(1, MOST_INT),
    300,
    'How often the registry is fetched besides while a change stream is open.',
    { unit: 's' },
  ),
});
