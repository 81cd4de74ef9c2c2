/** Codes of `StartRefused`; they never change (docs/errors.md). */
export type StartErrorCode =
  'EUREKA_ADDRESS_NOT_SECURED' | 'EUREKA_PORT_IN_USE' | 'EUREKA_ADDRESS_NOT_AVAILABLE' | 'EUREKA_TLS_FILES';

/** The server was not started, for a reason that the operator can mend. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';

  constructor(
    readonly code: StartErrorCode,
    message: string,
  ) {
    super(`${message} [${code}]`);
  }
}
