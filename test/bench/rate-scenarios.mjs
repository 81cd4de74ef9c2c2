import { forEachInstance, heartbeatRequest, readRequest, registerRequest } from './load/eureka-requests.mjs';
import { sampleInstance } from './instances.mjs';

const FULL_GZIP = readRequest('/eureka/apps', { gzip: true });
const DELTA_GZIP = readRequest('/eureka/apps/delta', { gzip: true });

export const reads = (name, perSecond, request) => ({
  name,
  perSecond,
  expected: 200,
  isRead: true,
  next: () => request,
});

/** Registers one instance after the other anew, with other metadata each time. */
function changes(perSecond, size) {
  let generation = 0;
  const next = () => registerRequest(sampleInstance(++generation % size, generation));
  return { name: 'register', perSecond, expected: 204, next };
}

export function heartbeats(perSecond, size) {
  const requests = forEachInstance(size, heartbeatRequest);
  let sent = 0;
  return { name: 'heartbeat', perSecond, expected: 200, next: () => requests[sent++ % size] };
}

const SECONDS_BETWEEN_BEATS = 30;
/** Of the instances, each minute. */
const CHURN = 0.01;

/** Every instance of a registry as it lives: a heartbeat and a zipped delta each 30 s, 1 % of them registered anew each minute. */
const mix = (size) => [
  heartbeats(size / SECONDS_BETWEEN_BEATS, size),
  reads('delta', size / SECONDS_BETWEEN_BEATS, DELTA_GZIP),
  changes((size * CHURN) / 60, size),
];

/**
 * What is measured at a fixed rate. `retentionMs` is how long a change stays in the delta; those of the filling must have left
 * it, unless the delta is to hold exactly them.
 */
export const rateScenarios = [
  {
    name: 'full-fresh',
    sizes: [10_000, 100_000],
    retentionMs: 10_000,
    streams: (size) => [reads('full gzip', 20, FULL_GZIP), changes(1, size)],
  },
  {
    name: 'delta-fresh',
    sizes: [3600],
    retentionMs: 600_000,
    streams: (size) => [reads('delta gzip', 50, DELTA_GZIP), changes(20, size)],
  },
  {
    name: 'storm',
    sizes: [10_000, 100_000],
    retentionMs: 10_000,
    streams: (size) => [reads('full gzip', 5, FULL_GZIP), reads('delta gzip', 20, DELTA_GZIP), changes(200, size)],
  },
  { name: 'mix', sizes: [10_000, 50_000, 100_000], retentionMs: 10_000, streams: mix },
];
