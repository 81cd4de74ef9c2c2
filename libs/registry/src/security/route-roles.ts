import type { Role } from './roles.js';

/** What is needed to pass; `nothing` is for probes and for signing in. */
export type Needed = Role | 'nothing';

/**
 * Who may do what: the one table of routes, for the front's own handlers and for Nest's controllers alike. Names without a
 * leading slash stand below the API's mount point and an optional `v1` or `v2`, the others below the context path; `*` is any
 * segment. HEAD needs what GET needs. What is not here needs `admin` where it is a controller's, and is not found elsewhere;
 * docs/security.md shows the table, held equal by a test.
 */
export const ROUTE_ROLES = {
  'GET apps': 'reader',
  'GET apps/delta': 'reader',
  'GET apps/*': 'reader',
  'POST apps/*': 'registrar',
  'GET apps/*/*': 'reader',
  'PUT apps/*/*': 'registrar',
  'DELETE apps/*/*': 'registrar',
  'PUT apps/*/*/status': 'registrar',
  'DELETE apps/*/*/status': 'registrar',
  'PUT apps/*/*/metadata': 'registrar',
  'GET instances/*': 'reader',
  'GET vips/*': 'reader',
  'GET svips/*': 'reader',
  'GET status': 'reader',
  'GET serverinfo/statusoverrides': 'reader',
  'GET lastn': 'reader',
  'POST peerreplication/batch': 'peer',
  'PUT asg/*/status': 'peer',
  'GET x/replication/digest': 'peer',
  'GET x/replication/leases': 'peer',
  'POST x/replication/instances': 'peer',
  'POST x/replication/batch': 'peer',
  'POST x/replication/measures': 'peer',
  'GET x/replication/seen': 'peer',
  'GET x/apps': 'reader',
  'GET x/instances': 'reader',
  'GET x/apps/*/*/explain': 'reader',
  'GET x/apps/*/*/watchers': 'reader',
  'GET x/journal': 'reader',
  'GET x/history': 'reader',
  'GET x/prometheus/sd': 'reader',
  'GET x/admin': 'reader',
  'POST x/admin/drain': 'operator',
  'POST x/admin/restore': 'operator',
  'POST x/admin/evict': 'operator',
  'POST x/admin/override': 'operator',
  'POST x/admin/weight': 'operator',
  'POST x/admin/metadata': 'operator',
  'GET x/cluster': 'reader',
  'GET x/watch': 'reader',
  'GET x/watch/seen': 'registrar',
  'POST x/watch/seen': 'reader',
  'GET x/session': 'reader',
  'POST x/session': 'nothing',
  'DELETE x/session': 'reader',
  'GET x/sign-in': 'nothing',
  'GET x/sign-in.css': 'nothing',
  'GET /': 'reader',
  'GET /lastn': 'reader',
  'GET /eureka-page.css': 'reader',
  'GET /eureka-page.svg': 'reader',
  'GET /eureka-page.json': 'reader',
  'GET /assets/*': 'reader',
  'GET /api-docs': 'reader',
  'GET /api-docs-json': 'reader',
  'GET /api-docs.css': 'reader',
  'GET /actuator/health': 'reader',
  'GET /actuator/info': 'reader',
  'GET /actuator/prometheus': 'reader',
  'GET /actuator/health/liveness': 'nothing',
  'GET /actuator/health/readiness': 'nothing',
} as const satisfies Readonly<Record<string, Needed>>;

/** A method and a path as the table has them. */
export type RouteName = keyof typeof ROUTE_ROLES;

/** Undefined for what the table does not have. */
export function roleOfRoute(name: string): Needed | undefined {
  return Object.hasOwn(ROUTE_ROLES, name) ? ROUTE_ROLES[name as RouteName] : undefined;
}
