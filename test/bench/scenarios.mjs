import { forEachInstance, heartbeatRequest, readRequest, registrations } from './load/eureka-requests.mjs';
import { nameOf } from './instances.mjs';
import { withPassword } from './load/password.mjs';

const APPS = '/eureka/apps';
const DELTA = '/eureka/apps/delta';
const CHANGES = { changesPerSecond: 20 };
const STORM = { changesPerSecond: 200 };
/** More than the server can answer at once. */
const OVERLOAD = { connections: 256 };

/**
 * What is measured, in the order in which it runs at each size. A scenario is a list of requests, the status they must have, and
 * what goes on beside them; a read's answer is what the bare server is given to answer with. One that `asksForPassword` is sent
 * to a registry with a user, and to the bare server, which does not look.
 */
export const scenarios = [
  { name: 'heartbeat', expected: 200, requests: (size) => forEachInstance(size, heartbeatRequest) },
  {
    name: 'heartbeat-overload',
    expected: 200,
    ...OVERLOAD,
    requests: (size) => forEachInstance(size, heartbeatRequest),
  },
  { name: 'full', expected: 200, requests: () => [readRequest(APPS)] },
  { name: 'full-gzip', expected: 200, requests: () => [readRequest(APPS, { gzip: true })] },
  { name: 'one-app', expected: 200, requests: () => [readRequest(`${APPS}/${nameOf(0).app}`)] },
  { name: 'vip', expected: 200, requests: () => [readRequest(`/eureka/vips/${nameOf(0).app.toLowerCase()}`)] },
  { name: 'delta', expected: 200, requests: () => [readRequest(DELTA)] },
  { name: 'full-gzip-overload', expected: 200, ...OVERLOAD, requests: () => [readRequest(APPS, { gzip: true })] },
  { name: 'full-changing', expected: 200, ...CHANGES, requests: () => [readRequest(APPS)] },
  { name: 'full-gzip-changing', expected: 200, ...CHANGES, requests: () => [readRequest(APPS, { gzip: true })] },
  { name: 'full-gzip-storm', expected: 200, ...STORM, requests: () => [readRequest(APPS, { gzip: true })] },
  { name: 'delta-changing', expected: 200, ...CHANGES, requests: () => [readRequest(DELTA)] },
  { name: 'delta-gzip-changing', expected: 200, ...CHANGES, requests: () => [readRequest(DELTA, { gzip: true })] },
  { name: 'delta-gzip-storm', expected: 200, ...STORM, requests: () => [readRequest(DELTA, { gzip: true })] },
  { name: 'register', expected: 204, requests: (size) => registrations(size) },
  {
    name: 'heartbeat-basic',
    expected: 200,
    asksForPassword: true,
    requests: (size) => forEachInstance(size, heartbeatRequest).map(withPassword),
  },
];
