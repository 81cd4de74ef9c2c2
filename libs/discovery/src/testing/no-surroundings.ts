import type { ConfigurationInput } from '@nest-eureka/config';

/** Nothing of the machine reaches a configuration: no file, variable or command line. */
export const NO_SURROUNDINGS: Omit<ConfigurationInput, 'options'> = {
  argv: [],
  environment: {},
  workingDirectory: '/',
  readFile: () => ({ kind: 'absent' }),
  host: { hostname: 'localhost', ipAddress: '127.0.0.1' },
  random: Math.random,
};
