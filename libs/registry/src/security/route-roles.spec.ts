import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROUTE_ROLES, roleOfRoute } from './route-roles.js';

describe('the table of roles', () => {
  it('is the one in docs/security.md', () => {
    const text = readFileSync(new URL('../../../../docs/security.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| `([A-Z]+ \S+)` +\| (\w+) +\|$/gm)].map(([, name, needs]) => [name, needs]);
    expect(rows).toEqual(Object.entries(ROUTE_ROLES));
  });

  it('opens nothing but probes and signing in', () => {
    const open = Object.keys(ROUTE_ROLES).filter((name) => roleOfRoute(name) === 'nothing');
    expect(open).toEqual([
      'POST x/session',
      'GET x/sign-in',
      'GET x/sign-in.css',
      'GET /actuator/health/liveness',
      'GET /actuator/health/readiness',
    ]);
  });

  it('does not know what is not in it', () => {
    expect(['GET', 'toString', 'DELETE apps'].map(roleOfRoute)).toEqual([undefined, undefined, undefined]);
  });
});
