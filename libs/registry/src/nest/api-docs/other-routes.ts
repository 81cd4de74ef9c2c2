import type { DescribedRoute } from './described-route.js';

function actuator(path: string, summary: string, answers: DescribedRoute['answers']): DescribedRoute {
  return { tag: 'Actuator', path, summary, answers, contentTypes: ['application/json'] };
}

function page(path: string, summary: string, type = 'text/html'): DescribedRoute {
  return { tag: 'Pages', path, summary, answers: { 200: 'The page.' }, contentTypes: [type] };
}

const HEALTH = { 200: 'UP', 503: 'DOWN' };

/** What stands beside the API. */
export const OTHER_ROUTES = {
  'GET /': page('/', 'The registry’s page'),
  'GET /lastn': page('/lastn', 'The last registrations and cancels'),
  'GET /eureka-page.css': page('/eureka-page.css', 'The page’s style sheet', 'text/css'),
  'GET /eureka-page.svg': page('/eureka-page.svg', 'The page’s icon', 'image/svg+xml'),
  'GET /eureka-page.json': page('/eureka-page.json', 'What the page shows', 'application/json'),
  'GET /assets/*': {
    ...page('/assets/{file}', 'The dashboard’s files', 'text/javascript'),
    answers: { 200: 'The file.', 404: 'There is no such file.' },
  },
  'GET /api-docs': page('/api-docs', 'These calls, for people'),
  'GET /api-docs.css': page('/api-docs.css', 'The style sheet of that', 'text/css'),
  'GET /api-docs-json': page('/api-docs-json', 'This document', 'application/json'),
  'GET /actuator/health': actuator('/actuator/health', 'Health', HEALTH),
  'GET /actuator/health/liveness': actuator('/actuator/health/liveness', 'Whether the process answers', HEALTH),
  'GET /actuator/health/readiness': actuator('/actuator/health/readiness', 'Whether the registry may be read', HEALTH),
  'GET /actuator/info': actuator('/actuator/info', 'Build and version', { 200: 'The build.' }),
  'GET /actuator/prometheus': {
    ...actuator('/actuator/prometheus', 'Metrics', { 200: 'The metrics.' }),
    contentTypes: ['text/plain', 'application/openmetrics-text'],
  },
} as const satisfies Readonly<Record<string, DescribedRoute>>;
