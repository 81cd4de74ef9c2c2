/** Codes of `DiscoveryError`; they never change (docs/errors.md). */
export type DiscoveryErrorCode =
  | 'EUREKA_CLIENT_WITHOUT_DISCOVERY'
  | 'EUREKA_CLIENT_TWICE'
  | 'EUREKA_SECOND_DISCOVERY'
  | 'EUREKA_DISCOVERY_WITHOUT_FOR_ROOT'
  | 'EUREKA_REGISTRY_NOT_REACHED';

/** The application cannot start with the discovery client as it is put together or as the registry is. */
export class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';

  constructor(
    readonly code: DiscoveryErrorCode,
    message: string,
  ) {
    super(`${message} [${code}]`);
  }
}
