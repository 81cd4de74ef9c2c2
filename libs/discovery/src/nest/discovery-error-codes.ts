import type { ErrorCodeTable } from '@nest-eureka/config';
import type { DiscoveryErrorCode } from './discovery-error.js';

const CODES: Readonly<Record<DiscoveryErrorCode, { readonly when: string; readonly remedy: string }>> = {
  EUREKA_CLIENT_WITHOUT_DISCOVERY: {
    when: 'A class has `@EurekaClient()`, and the application does not import `DiscoveryModule.forRoot()`.',
    remedy: 'Import `DiscoveryModule.forRoot()` in the root module, or take the decorator away.',
  },
  EUREKA_CLIENT_TWICE: {
    when: 'Two classes have `@EurekaClient()` with the same service name and different options.',
    remedy: 'Give one of them another `appname`, or both the same options.',
  },
  EUREKA_SECOND_DISCOVERY: {
    when: '`DiscoveryModule.forRoot()` or `forRootAsync()` is imported twice in one application.',
    remedy: 'Import it once, in the root module; it is global. Further service names are for `@EurekaClient()`.',
  },
  EUREKA_DISCOVERY_WITHOUT_FOR_ROOT: {
    when: 'The class `DiscoveryModule` is imported, and nowhere `DiscoveryModule.forRoot()` or `forRootAsync()`.',
    remedy: 'Import `DiscoveryModule.forRoot()` in the root module.',
  },
  EUREKA_REGISTRY_NOT_REACHED: {
    when: '`eureka.client.fail-fast` is set, and no registry answered as it should within that time.',
    remedy: 'Start the registry, mend the service URL or its credentials as the message says, or do without fail-fast.',
  },
};

/** Why an application with the discovery client may refuse to start; each row of docs/errors.md. */
export const DISCOVERY_ERROR_CODES: ErrorCodeTable = {
  title: 'Discovery client in a Nest application',
  codes: Object.entries(CODES).map(([code, row]) => ({ code, ...row })),
};
