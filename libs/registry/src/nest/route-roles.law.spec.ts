import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RunningRegistry } from '../../spec-support/running-registry.js';
import { ROLES, principal } from '../security/roles.js';
import type { Role } from '../security/roles.js';
import { ROUTE_ROLES } from '../security/route-roles.js';
import type { Needed } from '../security/route-roles.js';

type Caller = Role | 'nobody';
type Headers = Readonly<Record<string, string>>;

const CALLERS: readonly Caller[] = ['nobody', ...ROLES];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'];
const PROBE = '/actuator/health/liveness';

const ROUTES = Object.entries(ROUTE_ROLES).map(([name, needs]) => {
  const [method = '', pattern = ''] = name.split(' ');
  return { method, path: (pattern.startsWith('/') ? pattern : `/eureka/${pattern}`).replaceAll('*', 'A1'), needs };
});

/** Changes a target at a place that a number chooses. */
type Trick = (target: string, at: number) => string;

const insert =
  (text: string): Trick =>
  (target, at) => {
    const place = at % (target.length + 1);
    return target.slice(0, place) + text + target.slice(place);
  };
/** Behind one of the slashes. */
const insertStep =
  (text: string): Trick =>
  (target, at) => {
    const slashes = [...target.matchAll(/\//g)].map(({ index }) => index + 1);
    return insert(text)(target, slashes[at % slashes.length] ?? 0);
  };
const change =
  (write: (character: string) => string): Trick =>
  (target, at) => {
    const place = at % target.length;
    return target.slice(0, place) + write(target.charAt(place)) + target.slice(place + 1);
  };
const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');

const TRICKS: readonly Trick[] = [
  ...[
    '/',
    './',
    '../',
    'x/../',
    '%2e/',
    '%2e%2e/',
    '.%2e/',
    '%2f',
    '%5c',
    '%252f',
    '%c0%af',
    '%ef%bc%8f',
    'v1/',
    'v2/',
  ].map(insertStep),
  ...['eureka/', 'ctx/', 'x/', 'apps/', 'actuator/', 'A1/'].map(insertStep),
  ...[';', ';x=1', `;${PROBE}`, '%00', '%20', '%09', '%0d%0a', '?', '#', '?x=', '\\', '.', '+', '%'].map(insert),
  change((character) => `%${hex(character)}`),
  change((character) => `%25${hex(character)}`),
  change((character) => `%u00${hex(character)}`),
  change((character) => character.toUpperCase()),
  change(() => ''),
  ...['/', '//', '/.', '/..', '.json', ';.css', '?/assets/x.css', '#', '%2f', `/..${PROBE}`].map(
    (end): Trick =>
      (target) =>
        target + end,
  ),
  ...[
    'http://registry.test',
    'HTTPS://u:p@127.0.0.1:1',
    'http://',
    '//registry.test',
    '/',
    PROBE,
    `${PROBE}/../../..`,
    `${PROBE};`,
  ].map(
    (start): Trick =>
      (target) =>
        start + target,
  ),
];

/** Says that another method, address or caller is meant. */
const HEADERS: readonly ((method: string, path: string) => Headers)[] = [
  () => ({}),
  (method) => ({ 'x-http-method-override': method, 'x-http-method': method, 'x-method-override': method }),
  (_method, path) => ({ 'x-original-url': path, 'x-rewrite-url': path, 'x-forwarded-uri': path }),
  () => ({ 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '::1', forwarded: 'for=127.0.0.1;host=localhost' }),
  () => ({ 'x-forwarded-prefix': PROBE, 'x-forwarded-host': 'localhost', 'x-forwarded-user': 'admin' }),
  () => ({
    'x-netflix-discovery-replication': 'true',
    'x-eureka-node': 'a',
    'discoveryidentity-name': 'DefaultServer',
  }),
  () => ({ cookie: 'eureka-session-0=; eureka-session-8761=../admin', 'x-csrf-token': '' }),
];

const step = fc.tuple(fc.constantFrom(...TRICKS), fc.nat({ max: 200 }));
const walk = fc.record({
  route: fc.constantFrom(...ROUTES),
  method: fc.option(fc.constantFrom(...METHODS), { nil: undefined }),
  steps: fc.array(step, { maxLength: 4 }),
  headers: fc.constantFrom(...HEADERS),
  caller: fc.constantFrom(...CALLERS),
});

function credentials(caller: Caller): Headers {
  return caller === 'nobody' ? {} : { authorization: `Basic ${Buffer.from(`${caller}:secret`).toString('base64')}` };
}

function mayPass(caller: Caller, needs: Needed): boolean {
  return needs === 'nothing' || (caller !== 'nobody' && principal(caller, [caller]).roles.has(needs));
}

/**
 * What docs/security.md says of a target: the role of the plain path that it is another spelling of, undefined for what it does
 * not name.
 */
function rowOf(method: string, target: string, context: string): Needed | undefined {
  const [path = ''] = target.replace(/^https?:\/\/[^/?#]*/i, '').split('?', 1);
  if (!path.startsWith('/') && path !== '') return undefined;
  const plain = (path || '/')
    .replace(/^\/\//, '/')
    .replace(/(?<=\/eureka\/.*);[^/]*/g, '')
    .replace(/(.)\/$/, '$1')
    .replace(`${context}/eureka/v1/`, `${context}/eureka/`)
    .replace(`${context}/eureka/v2/`, `${context}/eureka/`);
  const segments = plain.split('/').map(decode);
  const sent = method === 'HEAD' ? 'GET' : method;
  const isAt = ({ path: pattern }: (typeof ROUTES)[number]): boolean => {
    const wanted = `${context}${pattern}`.replace(/(.)\/$/, '$1').split('/');
    const isSame = wanted.every((name, index) => segments[index] === name || (name === 'A1' && segments[index] !== ''));
    return wanted.length === segments.length && isSame;
  };
  // `apps/delta` is no application
  const first = ROUTES.find(isAt);
  const row = ROUTES.find((route) => route.path === first?.path && route.method === sent);
  // the probes and what else is not the API's are open by exactly their path
  if (row === undefined || row.path.startsWith('/eureka/') || path === `${context}${row.path}`) return row?.needs;
  return row.needs === 'nothing' ? 'reader' : row.needs;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

describe.each(['', '/ctx'])('a caller of a registry below "%s"', (contextPath) => {
  let registry: RunningRegistry;
  beforeAll(async () => {
    registry = await RunningRegistry.start({
      contextPath,
      users: ROLES.map((role) => ({ name: role, password: 'secret', roles: [role] })),
    });
    for (const role of ROLES) await registry.statusOf('GET', `${contextPath}/eureka/status`, credentials(role));
  });
  afterAll(() => registry.stop());

  it('gets nowhere by any way of writing a path that its plain spelling does not lead to', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async ({ route, method: other, steps, headers, caller }) => {
        const method = other ?? route.method;
        const target = steps.reduce((path, [trick, at]) => trick(path, at), contextPath + route.path);
        const asked = { ...headers(route.method, contextPath + route.path), ...credentials(caller) };
        const status = await registry.statusOf(method, target, asked);
        const row = rowOf(method, target, contextPath);
        expect(status).toBeLessThan(500);
        const told = `${method} ${target} as ${caller}: ${status}`;
        // what is written with odd characters may be refused before anybody asks who sends it
        const isOdd = row === undefined || !/^\/[\w/.;=-]*$/.test(target);
        const refusals = isOdd ? [400, 401, 403, 404, 405] : [401, 403];
        if (!mayPass(caller, row ?? 'reader')) expect([told, refusals.includes(status)]).toEqual([told, true]);
        // at a path that is no row there is nothing for anybody
        else if (row === undefined && !target.includes('#'))
          expect([told, [400, 404, 405].includes(status) || method === 'OPTIONS']).toEqual([told, true]);
      }),
      { numRuns: 600 },
    );
  }, 300_000);
});
