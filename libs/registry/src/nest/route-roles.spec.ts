import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningRegistry } from '../../spec-support/running-registry.js';
import { ROLES, principal } from '../security/roles.js';
import type { Role } from '../security/roles.js';
import { ROUTE_ROLES } from '../security/route-roles.js';
import type { Needed } from '../security/route-roles.js';

type Caller = Role | 'nobody';

interface Row {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly needs: Needed;
}

const ROWS: readonly Row[] = Object.entries(ROUTE_ROLES).map(([name, needs]) => {
  const [method = '', pattern = ''] = name.split(' ');
  const path = (pattern.startsWith('/') ? pattern : `/eureka/${pattern}`).replaceAll('*', 'A1');
  return { name, method, path, needs };
});

const REFUSED = [401, 403];
const CALLERS: readonly Caller[] = ['nobody', ...ROLES];

function credentials(caller: Caller): Readonly<Record<string, string>> {
  return caller === 'nobody' ? {} : { authorization: `Basic ${Buffer.from(`${caller}:secret`).toString('base64')}` };
}

function mayPass(caller: Caller, needs: Needed): boolean {
  return needs === 'nothing' || (caller !== 'nobody' && principal(caller, [caller]).roles.has(needs));
}

/** Other ways to write a path, and ways to say that another one, or another method, is meant. */
const TRICKS: readonly (readonly [
  string,
  (row: Row) => readonly [string, string, Readonly<Record<string, string>>],
])[] = [
  ...(
    [
      ['a slash at the end', (path) => `${path}/`],
      ['two slashes at the end', (path) => `${path}//`],
      ['a doubled slash in front', (path) => `/${path}`],
      ['doubled slashes', (path) => path.replaceAll('/', '//')],
      ['a dot segment in front', (path) => `/.${path}`],
      ['a dot segment within', (path) => path.replace(/\/([^/]*)$/, '/./$1')],
      ['a way back', (path) => `/eureka/x/../..${path}`],
      ['a way back from an open path', (path) => `/actuator/health/liveness/../../..${path}`],
      ['an encoded way back', (path) => `/actuator/health/liveness/%2e%2e/%2e%2e/%2e%2e${path}`],
      ['an encoded slash', (path) => path.replace(/(?<=.)\/([^/]*)$/, '%2f$1')],
      ['an encoded letter', (path) => path.replace(/[a-z](?=[^/]*$)/, (c) => `%${c.charCodeAt(0).toString(16)}`)],
      ['an encoded mount', (path) => path.replace('/e', '/%65')],
      ['a doubly encoded letter', (path) => path.replace(/[a-z]/, (c) => `%25${c.charCodeAt(0).toString(16)}`)],
      ['path parameters', (path) => `${path};x=1`],
      ['path parameters everywhere', (path) => path.replaceAll(/(?<=.)\//g, ';x=1/')],
      ['an open path as parameter', (path) => `${path};/actuator/health/liveness`],
      ['capitals', (path) => path.toUpperCase()],
      ['a version', (path) => path.replace('/eureka/', '/eureka/v2/')],
      ['the old version', (path) => path.replace('/eureka/', '/eureka/v1/')],
      ['a query', (path) => `${path}?/actuator/health/liveness`],
      ['a back slash', (path) => path.replace(/(?<=.)\/([^/]*)$/, '\\$1')],
      ['a NUL', (path) => `${path}%00`],
      ['a suffix', (path) => `${path}.json`],
      ['a whole URL', (path) => `http://registry.test${path}`],
    ] as const satisfies readonly (readonly [string, (path: string) => string])[]
  ).map(([trick, write]) => [trick, ({ method, path }: Row) => [method, write(path), {}] as const] as const),
  ['HEAD', ({ path }) => ['HEAD', path, {}]],
  [
    'another method',
    ({ method, path }) => ['GET', path, { 'x-http-method-override': method, 'x-method-override': method }],
  ],
  ['a method in the query', ({ method, path }) => ['GET', `${path}?_method=${method}`, { 'x-http-method': method }]],
  [
    'another address',
    ({ method, path }) => [method, '/actuator/health/liveness', { 'x-original-url': path, 'x-rewrite-url': path }],
  ],
  [
    'a proxy of this machine',
    ({ method, path }) => [method, path, { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' }],
  ],
  ['a peer', ({ method, path }) => [method, path, { 'x-netflix-discovery-replication': 'true', 'x-eureka-node': 'a' }]],
];

describe('every route and every role', () => {
  let registry: RunningRegistry;
  beforeAll(async () => {
    registry = await RunningRegistry.start({
      users: ROLES.map((role) => ({ name: role, password: 'secret', roles: [role] })),
    });
    for (const role of ROLES) await registry.statusOf('GET', '/eureka/status', credentials(role));
  });
  afterAll(() => registry.stop());

  it.each(CALLERS)('lets %s pass where the table says so, and nowhere else', async (caller) => {
    const wrong: string[] = [];
    for (const { name, method, path, needs } of ROWS) {
      const status = await registry.statusOf(method, path, credentials(caller));
      const isRefused = REFUSED.includes(status);
      if (isRefused === mayPass(caller, needs)) wrong.push(`${name}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(TRICKS)('gives no more access by %s', async (_trick, write) => {
    const wrong: string[] = [];
    for (const row of ROWS) {
      const [method, path, headers] = write(row);
      for (const caller of CALLERS.filter((each) => !mayPass(each, row.needs))) {
        const status = await registry.statusOf(method, path, { ...headers, ...credentials(caller) });
        const isOpenAnswer =
          path.startsWith('/actuator/health/liveness') && !path.includes('..') && !path.includes('%2e');
        const reading = isRead(row, method, caller);
        if (status < 400 && !isOpenAnswer && !reading)
          wrong.push(`${row.name} as ${caller}: ${method} ${path} ${status}`);
        if (caller === 'nobody' && status !== 401 && !isOpenAnswer)
          wrong.push(`${row.name}: ${method} ${path} ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has a row for every route of a controller', () => {
    const routes = registry.controllerRoutes();
    expect(routes.length).toBeGreaterThan(2);
    const without = routes.filter(({ name, path }) => ROWS.every((row) => row.name !== name || row.path !== path));
    expect(without).toEqual([]);
  });

  /** A GET of a path that has a GET of its own, which this caller may have. */
  function isRead({ path }: Row, method: string, caller: Caller): boolean {
    const own = ROWS.find((row) => row.path === path && row.method === 'GET');
    return (method === 'GET' || method === 'HEAD') && own !== undefined && mayPass(caller, own.needs);
  }
});
