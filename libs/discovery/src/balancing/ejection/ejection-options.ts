/** When passive outlier ejection takes an instance out, and for how long. */
export interface EjectionOptions {
  /** Failed attempts in a row that eject; 0 = never for failures. @default 5 */
  readonly consecutiveFailures?: number;
  /** How many times slower than the median of all instances ejects; 0 = never for slowness. @default 5 */
  readonly latencyFactor?: number;
  /** An instance faster than this is never too slow, ms. @default 30 */
  readonly latencyFloorMs?: number;
  /** Answers an instance must have given before its speed counts. @default 20 */
  readonly latencyAnswers?: number;
  /** How often speeds are compared, ms. @default 1000 */
  readonly latencyCheckMs?: number;
  /** First time out, ms; doubled each time after that. @default 5000 */
  readonly baseMs?: number;
  /** Longest time out, ms. @default 300000 */
  readonly maxMs?: number;
  /** Share of the UP instances that may be out at once, 0…1, rounded down. @default 0.5 */
  readonly maxShare?: number;
}

export const DEFAULT_EJECTION: Required<EjectionOptions> = {
  consecutiveFailures: 5,
  latencyFactor: 5,
  latencyFloorMs: 30,
  latencyAnswers: 20,
  latencyCheckMs: 1000,
  baseMs: 5000,
  maxMs: 300_000,
  maxShare: 0.5,
};
