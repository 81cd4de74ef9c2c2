import type { ErrorCodeTable } from '@nest-eureka/config';
import type { StartErrorCode } from './start-refused.js';

const CODES: Readonly<Record<StartErrorCode, { readonly when: string; readonly remedy: string }>> = {
  EUREKA_ADDRESS_NOT_SECURED: {
    when: '`server.address` is not loopback, and there is neither a user nor `eureka.server.insecure=true`.',
    remedy:
      'Set `spring.security.user.name` and `.password`, or `eureka.server.users`; or say that it may be insecure.',
  },
  EUREKA_PORT_IN_USE: {
    when: 'Somebody else listens on the port.',
    remedy: 'Stop them, or choose another port with `--server.port`.',
  },
  EUREKA_ADDRESS_NOT_AVAILABLE: {
    when: '`server.address` is no address of this machine, or the port needs rights that the process does not have.',
    remedy: 'Use an address of this machine, and a port above 1023.',
  },
  EUREKA_TLS_FILES: {
    when: 'The files that `server.ssl.*` names cannot be read or do not fit each other.',
    remedy: 'Look at the file named; PEM and PKCS12 are read, and the passwords must be right.',
  },
};

/** Why the server as an application may refuse to start; each row of docs/errors.md. */
export const START_ERROR_CODES: ErrorCodeTable = {
  title: 'Start of the server',
  codes: Object.entries(CODES).map(([code, row]) => ({ code, ...row })),
};
