/** When Ribbon stops using a server after failed connections (client.md 6.2). */
export interface CircuitSettings {
  /** `connectionFailureCountThreshold`. @default 3 */
  readonly threshold: number;
  /** `circuitTripTimeoutFactorSeconds`, in ms. @default 10000 */
  readonly factorMs: number;
  /** `circuitTripMaxTimeoutSeconds`, in ms. @default 30000 */
  readonly maxMs: number;
}

export const DEFAULT_CIRCUIT: CircuitSettings = { threshold: 3, factorMs: 10_000, maxMs: 30_000 };

/** How long a server is left alone after so many failures in a row. */
export function blackoutMs(failures: number, circuit: CircuitSettings): number {
  if (failures < circuit.threshold) return 0;
  const doublings = Math.min(failures - circuit.threshold, 16);
  return Math.min(2 ** doublings * circuit.factorMs, circuit.maxMs);
}
