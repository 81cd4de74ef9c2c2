import { definedOf } from '../options/defined-of.js';

/** How instances are asked whether they are well. Times in ms. */
export interface ProbeOptions {
  /** `http`: a GET that is answered by 200; `tcp`: a connection that comes about. @default 'http' */
  readonly type?: 'http' | 'tcp';
  /** Path and query of the GET. @default '/actuator/health' */
  readonly path?: string;
  /** @default that of the instance */
  readonly port?: number;
  /** From the end of a round to the start of the next. @default 25000 */
  readonly intervalMs?: number;
  /** Before the first round, which begins with the first call. @default 0 */
  readonly initialDelayMs?: number;
  /** A probe without an answer has failed then. @default 2000 */
  readonly timeoutMs?: number;
  /** Probes again and again; otherwise each instance once. @default true */
  readonly repeat?: boolean;
}

export type ProbeSettings = Required<Omit<ProbeOptions, 'port'>> & Pick<ProbeOptions, 'port'>;

const DEFAULT_PROBE: ProbeSettings = {
  type: 'http',
  path: '/actuator/health',
  port: undefined,
  intervalMs: 25_000,
  initialDelayMs: 0,
  timeoutMs: 2000,
  repeat: true,
};

export function resolveProbeOptions(options: ProbeOptions): ProbeSettings {
  return { ...DEFAULT_PROBE, ...definedOf(options) };
}
