import type { ErrorCodeTable } from '@nest-eureka/config';
import type { MissingNameError } from '../core/missing-name-error.js';
import type { NoInstanceError } from '../core/no-instance-error.js';
import type { StaticInstanceError } from '../core/static-discovery-client.js';
import type { CallRefusedError, CallTimeoutError } from '../http/call-error.js';
import type { ServiceAnswerError } from './calling/clients/service-answer-error.js';
import type { ServiceSettingsError } from './calling/service-settings-error.js';
import type { DiscoveryErrorCode } from './discovery-error.js';

/** Codes of errors that a look-up throws, or the configured list of instances. */
type LookUpErrorCode = (NoInstanceError | MissingNameError | StaticInstanceError)['code'];

/** Codes of errors of calls by name, and of their settings. */
type CallErrorCode = (CallRefusedError | CallTimeoutError | ServiceAnswerError | ServiceSettingsError)['code'];

const CODES: Readonly<
  Record<DiscoveryErrorCode | LookUpErrorCode | CallErrorCode, { readonly when: string; readonly remedy: string }>
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
    when: 'A service is called by name, or `getNextServerFromEureka()` is asked for it, and no instance can be called.',
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
  EUREKA_CALL_REFUSED: {
    when: 'A call by name is turned away before it is sent: a circuit breaker is open, or a bulkhead is full.',
    remedy: 'Look after the service, which is failing or slow; or widen `breaker` or `bulkhead` of its settings.',
  },
  EUREKA_CALL_TIMEOUT: {
    when: 'A call by name took longer than `timeoutMs`, or its last attempt longer than `tryTimeoutMs`.',
    remedy: 'Look why the service is slow, or give it more time, in its settings or with the call.',
  },
  EUREKA_SERVICE_ANSWER: {
    when: 'A typed client got an answer that is not 2xx; the error has its status and the beginning of its body.',
    remedy: 'Catch it where such an answer means something; `dismiss404` makes undefined of a 404.',
  },
  EUREKA_SERVICE_SETTINGS_INVALID: {
    when: 'The settings of a service cannot be used, or two modules give different ones; the error lists every fault.',
    remedy: 'Mend every fault listed: option, value, what is allowed.',
  },
};

/** Why an application with the discovery client may refuse to start; each row of docs/errors.md. */
export const DISCOVERY_ERROR_CODES: ErrorCodeTable = {
  title: 'Discovery client in a Nest application',
  codes: Object.entries(CODES).map(([code, row]) => ({ code, ...row })),
};
