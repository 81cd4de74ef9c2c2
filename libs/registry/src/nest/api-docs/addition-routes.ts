import { header, query } from './described-route.js';
import type { DescribedRoute } from './described-route.js';

const JSON_ALONE = ['application/json'];

function addition(
  tag: DescribedRoute['tag'],
  path: string,
  summary: string,
  answers: DescribedRoute['answers'],
  parameters: DescribedRoute['parameters'] = [],
  rest: Pick<DescribedRoute, 'body' | 'contentTypes'> = {},
): DescribedRoute {
  return { tag, path, summary, answers, parameters, contentTypes: JSON_ALONE, ...rest };
}

const PAGED = [
  query('limit', 'Rows of a page, up to 1,000; 100 when left out.'),
  query('cursor', 'The `next` of the page before.'),
];
const FILTERS = [
  query('search', 'Found anywhere in names, id, host, IP, VIPs, zone, version, status or metadata.'),
  query('app', 'An application.'),
  query('status', 'Statuses, with commas between.'),
  query('zone', 'A zone.'),
  query('version', 'The metadata entry `version`.'),
  query('metadata', '`name` or `name:value`.'),
];
const BAD_QUERY = { 400: 'The query cannot be read.' };

function order(action: string, summary: string): DescribedRoute {
  const answers = {
    200: 'What happened to each instance.',
    400: 'The order cannot be read, or is too large to have no reason; nothing was done.',
    404: 'Nothing of that name is registered; the same document.',
  };
  return addition('Administration', `x/admin/${action}`, summary, answers, [], { body: 'Order' });
}

/** What this registry has beyond Eureka (docs/protocol.md). */
export const ADDITION_ROUTES = {
  'POST x/admin/drain': order('drain', 'Take out of service'),
  'POST x/admin/restore': order('restore', 'Take back what was ordered, and overrides'),
  'POST x/admin/evict': order('evict', 'Cancel, with `forMs` for a time'),
  'POST x/admin/override': order('override', 'Override the status with `status`'),
  'POST x/admin/weight': order('weight', 'Set the weight with `weight`'),
  'POST x/admin/metadata': order('metadata', 'Set metadata with `metadata`'),
  'GET x/admin': addition('Administration', 'x/admin', 'What is ordered and in force', { 200: 'The measures.' }),
  'GET x/apps/*/*/explain': addition('Observation', 'x/apps/{app}/{id}/explain', 'Why an instance is shown as it is', {
    200: 'The explanation.',
    404: 'It is not registered: what is still known.',
  }),
  'GET x/apps/*/*/watchers': addition('Observation', 'x/apps/{app}/{id}/watchers', 'Who is told of an instance here', {
    200: 'Streams, and whether others poll.',
    404: 'There is no such instance, or no stream here.',
  }),
  'GET x/journal': addition(
    'Observation',
    'x/journal',
    'The last changes, newest first',
    { 200: 'A page.', ...BAD_QUERY },
    [
      query('app', 'An application.'),
      query('id', 'An instance.'),
      query('kind', 'Kinds, with commas between.'),
      query('principal', 'The user who did it.'),
      query('since', 'Only after that revision.'),
      query('sinceAt', 'Only from that moment on: ms since the epoch, or ISO 8601.'),
      ...PAGED,
    ],
  ),
  'GET x/history': addition(
    'Observation',
    'x/history',
    'The last hour in numbers',
    { 200: 'The points, and how it stands now.', ...BAD_QUERY },
    [query('since', 'Only points after that moment: ms since the epoch.')],
  ),
  'GET x/apps': addition('Observation', 'x/apps', 'Applications by pages', { 200: 'A page.', ...BAD_QUERY }, [
    ...FILTERS,
    ...PAGED,
  ]),
  'GET x/instances': addition('Observation', 'x/instances', 'Instances by pages', { 200: 'A page.', ...BAD_QUERY }, [
    ...FILTERS,
    ...PAGED,
  ]),
  'GET x/cluster': addition('Observation', 'x/cluster', 'This node, its peers and other regions, measured', {
    200: 'The cluster as this node sees it.',
  }),
  'GET x/prometheus/sd': addition(
    'Observation',
    'x/prometheus/sd',
    'Targets for Prometheus’ HTTP service discovery',
    { 200: 'The targets.', ...BAD_QUERY },
    FILTERS,
  ),
  'GET x/watch': addition(
    'Change stream',
    'x/watch',
    'The change stream',
    { 200: 'Events until the connection ends.', 404: 'There is no stream here.', 503: 'Not ready, or full.' },
    [
      query('apps', 'Applications, with commas between.'),
      query('vips', 'VIP addresses, with commas between.'),
      query('since', 'The id of the last event that was read.'),
      query('snapshot', '`false`: whoever has to start over is only told so.'),
      query('confirm', '`true`: asks to be told when a change was seen.'),
      header('Last-Event-ID', 'As `since`, from an EventSource that comes again.'),
    ],
    { contentTypes: ['text/event-stream'] },
  ),
  'GET x/watch/seen': addition(
    'Change stream',
    'x/watch/seen',
    'Wait until all who watch an instance have seen it as it is',
    { 200: 'Who has.', 400: 'The query cannot be read.', 404: 'No such instance.', 503: 'Too many wait.' },
    [
      query('app', 'The application.', true),
      query('id', 'The instance.', true),
      query('wait', 'For so long at most, in ms.'),
    ],
  ),
  'POST x/watch/seen': addition(
    'Change stream',
    'x/watch/seen',
    'A subscriber has seen everything up to there',
    { 204: 'Noted.', 400: 'The query cannot be read.', 404: 'No such stream.' },
    [query('stream', 'The stream.', true), query('revision', 'The data of a confirm event.', true)],
  ),
  'POST peerreplication/batch': addition(
    'Replication',
    'peerreplication/batch',
    'What a peer’s clients did, as Java tells it',
    { 200: 'One answer for each item.', 400: 'The batch cannot be read.' },
    [],
    { body: 'Batch' },
  ),
  'GET x/replication/digest': addition(
    'Replication',
    'x/replication/digest',
    'Numbers by which registries are compared',
    {
      200: 'The digest.',
    },
  ),
  'GET x/replication/leases': addition(
    'Replication',
    'x/replication/leases',
    'Leases with their ages, and what was cancelled',
    { 200: 'The leases.', 400: 'The query cannot be read.' },
    [query('buckets', 'Which parts of the registry, with commas between.')],
  ),
  'POST x/replication/instances': addition(
    'Replication',
    'x/replication/instances',
    'Instances by name and id',
    { 200: 'Those that are here.', 400: 'The document cannot be read.' },
    [],
    { body: 'InstanceKeys' },
  ),
  'POST x/replication/batch': addition(
    'Replication',
    'x/replication/batch',
    'What another node of ours did',
    { 200: 'One answer for each item.', 400: 'The batch cannot be read.' },
    [],
    { body: 'Batch' },
  ),
  'GET x/replication/seen': addition(
    'Replication',
    'x/replication/seen',
    'Wait until all who watch an instance at this node have seen it as the asking node knows it',
    {
      200: 'Who has.',
      400: 'The query cannot be read.',
      404: 'No such instance, or not as it is there.',
      503: 'Too many wait.',
    },
    [
      query('app', 'The application.', true),
      query('id', 'The instance.', true),
      query('status', 'Its status there.', true),
      query('dirty', 'Its lastDirtyTimestamp there.', true),
      query('wait', 'For so long at most, in ms.', true),
    ],
  ),
  'POST x/replication/measures': addition(
    'Replication',
    'x/replication/measures',
    'What operators decided, as another node knows it',
    { 200: 'As this node knows it.', 400: 'The document cannot be read.' },
    [],
    { body: 'Measures' },
  ),
  'GET x/session': addition('Sessions', 'x/session', 'Who is signed in, with which roles', { 200: 'The user.' }),
  'POST x/session': addition(
    'Sessions',
    'x/session',
    'Sign in',
    {
      200: 'Signed in, with a cookie.',
      303: 'The same, from a form.',
      400: 'No name or password.',
      401: 'One of them is wrong.',
    },
    [],
    { body: 'SignIn' },
  ),
  'DELETE x/session': addition('Sessions', 'x/session', 'Sign out', { 204: 'Signed out.' }),
  'GET x/sign-in': addition('Sessions', 'x/sign-in', 'The form for signing in', { 200: 'The page.' }, [], {
    contentTypes: ['text/html'],
  }),
  'GET x/sign-in.css': addition('Sessions', 'x/sign-in.css', 'Its style sheet', { 200: 'The style sheet.' }, [], {
    contentTypes: ['text/css'],
  }),
} as const satisfies Readonly<Record<string, DescribedRoute>>;
