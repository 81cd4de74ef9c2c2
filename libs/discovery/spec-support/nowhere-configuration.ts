import { loadDiscoveryConfiguration } from '@nest-eureka/config';
import type { DiscoveryConfiguration, DiscoveryOptions } from '@nest-eureka/config';

/** A configuration that nothing of the surroundings reaches: the options are all there is. */
export function nowhereConfiguration(options: DiscoveryOptions = {}): DiscoveryConfiguration {
  return loadDiscoveryConfiguration({
    argv: [],
    environment: {},
    workingDirectory: '/nowhere',
    readFile: () => ({ kind: 'absent' }),
    host: { hostname: 'machine.test', ipAddress: '10.0.0.9' },
    random: () => 0.5,
    options,
  });
}
