import { loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryConfiguration, RegistryOptions } from '@nest-eureka/config';

/** A configuration of these options alone, on the machine `registry.test`. */
export function sampleConfiguration(options: RegistryOptions = {}): RegistryConfiguration {
  return loadRegistryConfiguration({
    argv: [],
    environment: {},
    workingDirectory: '/nowhere',
    readFile: () => ({ kind: 'absent' }),
    host: { hostname: 'registry.test', ipAddress: '10.0.0.9' },
    random: () => 0.5,
    options,
  });
}
