import { header, query } from './described-route.js';
import type { DescribedRoute } from './described-route.js';

const COMPACT = header('X-Eureka-Accept', '`compact` asks for the reduced form.');
const REGIONS = query('regions', 'Other regions to include, with commas between.');
const STAMP = query('lastDirtyTimestamp', 'When the instance last changed, in ms.');
const LIST = 'The list; gzip when asked for.';

function eureka(path: string, summary: string, rest: Omit<DescribedRoute, 'tag' | 'path' | 'summary'>): DescribedRoute {
  return { tag: 'Eureka', path, summary, ...rest };
}

const NOT_READY = { 503: 'The registry is not ready; 403 with Netflix’s defaults.' };

/** The calls of Eureka itself (docs/protocol.md). */
export const EUREKA_ROUTES = {
  'GET apps': eureka('apps', 'The whole registry', {
    parameters: [REGIONS, COMPACT],
    answers: { 200: LIST, ...NOT_READY },
  }),
  'GET apps/delta': eureka('apps/delta', 'What has changed in the last minutes', {
    parameters: [REGIONS, COMPACT],
    answers: { 200: LIST, 403: 'Deltas are disabled.', ...NOT_READY },
  }),
  'GET apps/*': eureka('apps/{app}', 'One application', {
    parameters: [COMPACT],
    answers: { 200: 'The application.', 404: 'Nothing of that name is registered.', ...NOT_READY },
  }),
  'POST apps/*': eureka('apps/{app}', 'Register an instance', {
    body: 'Registration',
    answers: {
      204: 'Registered.',
      400: 'The document cannot be read, or lacks what every instance has.',
      403: 'An operator has evicted the instance for a time, or somebody else has registered it.',
      503: 'As many instances are registered as may be.',
    },
  }),
  'GET apps/*/*': eureka('apps/{app}/{id}', 'One instance', {
    answers: { 200: 'The instance.', 404: 'No such instance is registered.' },
  }),
  'PUT apps/*/*': eureka('apps/{app}/{id}', 'Heartbeat', {
    parameters: [query('status', 'Ignored, as in Java.'), STAMP, query('overriddenstatus', 'From peers.')],
    answers: {
      200: 'Renewed.',
      400: '`lastDirtyTimestamp` or `overriddenstatus` cannot be read.',
      404: 'It has to register again.',
      409: 'To a peer: the copy here is newer, and is the body.',
    },
  }),
  'DELETE apps/*/*': eureka('apps/{app}/{id}', 'Cancel', { answers: { 200: 'Cancelled.', 404: 'No such instance.' } }),
  'PUT apps/*/*/status': eureka('apps/{app}/{id}/status', 'Override the status', {
    parameters: [query('value', 'UP, DOWN, STARTING, OUT_OF_SERVICE or UNKNOWN.', true), STAMP],
    answers: { 200: 'Overridden.', 400: 'No such status.', 404: 'No such instance.' },
  }),
  'DELETE apps/*/*/status': eureka('apps/{app}/{id}/status', 'Remove the override', {
    parameters: [query('value', 'The status to show then; UNKNOWN, until it registers again, when left out.'), STAMP],
    answers: { 200: 'Removed.', 400: 'No such status.', 404: 'No such instance.' },
  }),
  'PUT apps/*/*/metadata': eureka('apps/{app}/{id}/metadata', 'Add metadata: each query parameter is an entry', {
    answers: { 200: 'Added.', 400: 'An entry cannot be kept.', 404: 'No such instance.' },
  }),
  'GET instances/*': eureka('instances/{id}', 'One instance, by its id alone', {
    answers: { 200: 'The first with that id.', 404: 'No such instance is registered.' },
  }),
  'GET vips/*': eureka('vips/{vip}', 'Instances of a VIP address', {
    parameters: [COMPACT],
    answers: { 200: LIST, ...NOT_READY },
  }),
  'GET svips/*': eureka('svips/{vip}', 'Instances of a secure VIP address', {
    parameters: [COMPACT],
    answers: { 200: LIST, ...NOT_READY },
  }),
  'GET status': eureka('status', 'This server', { answers: { 200: 'Statistics and the server’s own instance.' } }),
  'GET serverinfo/statusoverrides': eureka('serverinfo/statusoverrides', 'Overrides in force by instance id', {
    answers: { 200: 'The overrides.' },
    contentTypes: ['application/json'],
  }),
  'GET lastn': eureka('lastn', 'The last registrations and cancels', {
    answers: { 200: 'Both lists, newest first.' },
    contentTypes: ['application/json'],
  }),
  'PUT asg/*/status': eureka('asg/{name}/status', 'Amazon’s auto-scaling groups, which are not kept', {
    answers: { 400: 'Always.' },
  }),
} as const satisfies Readonly<Record<string, DescribedRoute>>;
