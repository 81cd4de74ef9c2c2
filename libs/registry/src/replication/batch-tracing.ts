import type { BatchOutcome } from './batch-outcome.js';

/** Headers of a request. */
export type TraceHeaders = Readonly<Record<string, string>>;

/** Makes a batch that is sent part of a trace. */
export interface BatchTracing {
  /**
   * @param url of the peer, without credentials
   * @param items how many messages are in it
   * @param send sends it, with the headers that tell the peer of the trace
   */
  batch(url: string, items: number, send: (trace: TraceHeaders) => Promise<BatchOutcome>): Promise<BatchOutcome>;
}
