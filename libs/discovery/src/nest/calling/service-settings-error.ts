import type { BalancingFault } from '../../balancing/options/balancing-fault.js';

/** The settings of a service cannot be used; all faults at once. */
export class ServiceSettingsError extends Error {
  readonly code = 'EUREKA_SERVICE_SETTINGS_INVALID';

  constructor(
    readonly service: string,
    readonly faults: readonly BalancingFault[],
  ) {
    super(`The settings of '${service}' cannot be used:${faults.map(line).join('')} [EUREKA_SERVICE_SETTINGS_INVALID]`);
    this.name = 'ServiceSettingsError';
  }
}

function line({ option, value, allowed }: BalancingFault): string {
  return `\n- ${option} is '${value}'; allowed: ${allowed}`;
}
