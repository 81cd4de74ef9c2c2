import type { ConfigurationInput } from '@nest-eureka/config';

/** A machine of which nothing reaches a configuration but the options given in code. */
export const NOWHERE: Omit<ConfigurationInput, 'options'> = {
  argv: [],
  environment: {},
  workingDirectory: '/nowhere',
  readFile: () => ({ kind: 'absent' }),
  host: { hostname: 'registry.test', ipAddress: '127.0.0.1' },
  random: () => 0.5,
};
