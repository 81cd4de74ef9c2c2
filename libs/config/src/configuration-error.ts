/** What kind of fault it is; documented in docs/errors.md. */
export type ConfigurationFaultCode =
  | 'EUREKA_CONFIG_VALUE'
  | 'EUREKA_CONFIG_PLACEHOLDER'
  | 'EUREKA_CONFIG_FILE'
  | 'EUREKA_CONFIG_PROFILE'
  | 'EUREKA_CONFIG_USER'
  | 'EUREKA_CONFIG_PASSWORD'
  | 'EUREKA_CONFIG_TLS';

/** One thing that is wrong with the configuration. */
export interface ConfigurationFault {
  readonly code: ConfigurationFaultCode;
  /** The key in Spring's spelling; the file for a file that cannot be read. */
  readonly key: string;
  /** As written, secrets masked; undefined where there is none. */
  readonly value: string | undefined;
  /** Such as `application-peer1.yml (line 3)`, `environment SERVER_PORT` or `command line`. */
  readonly origin: string;
  /** What would be right. */
  readonly allowed: string;
}

function describe(fault: ConfigurationFault): string {
  const value = fault.value === undefined ? '' : ` = '${fault.value}'`;
  // for a file the origin says it all
  const place = fault.origin.startsWith(fault.key) ? fault.origin : `${fault.key}${value} (${fault.origin})`;
  return `  ${place}: ${fault.allowed} [${fault.code}]`;
}

/** Thrown once, with every fault of the configuration. */
export class ConfigurationError extends Error {
  readonly code = 'EUREKA_CONFIG_INVALID';
  readonly faults: readonly ConfigurationFault[];

  constructor(faults: readonly ConfigurationFault[]) {
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    super(`the configuration has ${count}:\n${faults.map(describe).join('\n')}`);
    this.name = 'ConfigurationError';
    this.faults = Object.freeze([...faults]);
  }
}
