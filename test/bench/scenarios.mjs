import { forEachInstance, heartbeatRequest, readRequest, registrations } from './load/eureka-requests.mjs';
import { nameOf } from './instances.mjs';

const APPS = '/eureka/apps';
const DELTA = '/eureka/apps/delta';
const CHANGES = { changesPerSecond: 20 };

/**
 * What is measured, in the order in which it runs at each size. A scenario is a list of requests, the status they must have, and
 * what goes on beside them; a read's answer is what the bare server is given to answer with.
 */
export const scenarios = [
  { name: 'heartbeat', expected: 200, requests: (size) => forEachInstance(size, heartbeatRequest) },
  { name: 'full', expected: 200, requests: () => [readRequest(APPS)] },
  { name: 'full-gzip', expected: 200, requests: () => [readRequest(APPS, { gzip: true })] },
  { name: 'one-app', expected: 200, requests: () => [readRequest(`${APPS}/${nameOf(0).app}`)] },
  { name: 'delta', expected: 200, requests: () => [readRequest(DELTA)] },
  { name: 'full-changing', expected: 200, ...CHANGES, requests: () => [readRequest(APPS)] },
  { name: 'full-gzip-changing', expected: 200, ...CHANGES, requests: () => [readRequest(APPS, { gzip: true })] },
  { name: 'delta-changing', expected: 200, ...CHANGES, requests: () => [readRequest(DELTA)] },
  { name: 'register', expected: 204, requests: (size) => registrations(size) },
];
