import type { ErrorCodeTable } from '@nest-eureka/config';
import type { MissingNameError } from '../core/missing-name-error.js';
import type { NoInstanceError } from '../core/no-instance-error.js';
import type { StaticInstanceError } from '../core/static-discovery-client.js';
import type { DiscoveryErrorCode } from './discovery-error.js';

/** Codes of errors that a look-up throws, or the configured list of instances. */
type LookUpErrorCode = (NoInstanceError | MissingNameError | StaticInstanceError)['code'];

const CODES: Readonly<
  Record<DiscoveryErrorCode | LookUpErrorCode, { readonly when: string; readonly remedy: string }>
> = {
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
  EUREKA_NO_INSTANCE: {
    when: '`getNextServerFromEureka()` is asked for a service of which no instance is known that is UP.',
    remedy:
      'Look whether it is registered, and under which VIP address; the message names the services that are known.',
  },
  EUREKA_LOOKUP_WITHOUT_NAME: {
    when: '`getInstancesByVipAddressAndAppName()` is given neither of the two names.',
    remedy: 'Give one of them.',
  },
  EUREKA_STATIC_INSTANCE_INVALID: {
    when: 'A URI under `spring.cloud.discovery.client.simple.instances` is no http or https URL.',
    remedy: 'Mend the URI that the message names.',
  },
};

/** Why an application with the discovery client may refuse to start; each row of docs/errors.md. */
export const DISCOVERY_ERROR_CODES: ErrorCodeTable = {
  title: 'Discovery client in a Nest application',
  codes: Object.entries(CODES).map(([code, row]) => ({ code, ...row })),
};
