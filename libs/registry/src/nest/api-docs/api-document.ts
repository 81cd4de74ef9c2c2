import { ROUTE_ROLES } from '../../security/route-roles.js';
import type { Needed, RouteName } from '../../security/route-roles.js';
import { ADDITION_ROUTES } from './addition-routes.js';
import { TAGS } from './described-route.js';
import type { DescribedRoute } from './described-route.js';
import { EUREKA_ROUTES } from './eureka-routes.js';
import { OTHER_ROUTES } from './other-routes.js';
import { SCHEMAS } from './schemas.js';

/** Every route of the table of roles; one that is missing here does not compile. */
export const DESCRIBED_ROUTES: Readonly<Record<RouteName, DescribedRoute>> = {
  ...EUREKA_ROUTES,
  ...ADDITION_ROUTES,
  ...OTHER_ROUTES,
};

export interface ApiDocumentSettings {
  readonly version: string;
  /** Such as `/ctx`, or nothing. */
  readonly contextPath: string;
  /** Where the API is mounted, context path included, such as `/eureka`. */
  readonly mount: string;
}

/** One operation of the document, as far as it is read here. */
export interface ApiOperation {
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly description?: string }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
  readonly security: readonly object[];
  readonly 'x-role': Needed;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: object;
}

/** All calls as OpenAPI 3.0 has them. */
export function apiDocument({ version, contextPath, mount }: ApiDocumentSettings): ApiDocument {
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const [name, role] of Object.entries(ROUTE_ROLES) as [RouteName, Needed][]) {
    const route = DESCRIBED_ROUTES[name];
    const path = route.path.startsWith('/') ? `${contextPath}${route.path}` : `${mount}/${route.path}`;
    (paths[path] ??= {})[name.slice(0, name.indexOf(' ')).toLowerCase()] = operationOf(name, route, role);
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'nest-eureka',
      version,
      description:
        'A service registry that speaks the Eureka protocol. The API is served below v1 and v2 of its path as well.',
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { basic: { type: 'http', scheme: 'basic' }, bearer: { type: 'http', scheme: 'bearer' } },
      schemas: SCHEMAS,
    },
  };
}

function operationOf(name: RouteName, route: DescribedRoute, role: Needed): ApiOperation {
  const { tag, summary, parameters = [], answers, path } = route;
  const isOpen = role === 'nothing';
  const [main] = Object.keys(answers);
  const refusals = refusalsOf(route, role);
  const statuses = new Set([...Object.keys(answers), ...Object.keys(refusals)].map(Number));
  const responses = Array.from(statuses, (status) => {
    const description = [refusals[status], answers[status]].filter(Boolean).join(' ');
    return [status, { description, ...(String(status) === main ? contentOf(route) : {}) }] as const;
  });
  return {
    tags: [tag],
    operationId: identifierOf(name, path),
    summary,
    parameters: [
      ...pathParameters(path),
      ...parameters.map((parameter) => ({ ...parameter, schema: { type: 'string' } })),
    ],
    ...bodyOf(route),
    responses: Object.fromEntries(responses),
    security: isOpen ? [] : [{ basic: [] }, { bearer: [] }],
    'x-role': role,
  };
}

/** What is answered for reasons that many routes have in common. */
function refusalsOf({ path, body }: DescribedRoute, role: Needed): DescribedRoute['answers'] {
  const ofRole: DescribedRoute['answers'] =
    role === 'nothing' ? {} : { 401: 'Credentials are required.', 403: `The role ${role} is required.` };
  const ofBody: DescribedRoute['answers'] =
    body === undefined ? {} : { 413: 'The body is too large.', 415: 'The body is of another type.' };
  const ofRate: DescribedRoute['answers'] = path.startsWith('/') ? {} : { 429: 'This caller asks too often.' };
  return { ...ofRole, ...ofBody, ...ofRate };
}

/** The API and what stands beside it both have a `lastn`. */
function identifierOf(name: RouteName, path: string): string {
  const method = name.slice(0, name.indexOf(' ')).toLowerCase();
  const steps = path.split(/[^A-Za-z0-9]+/).filter((step) => step !== '');
  return [method, ...(path.startsWith('/') ? ['root'] : []), ...steps].join('-');
}

function pathParameters(path: string): ApiOperation['parameters'] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function typesOf({ contentTypes = ['application/json', 'application/xml'] }: DescribedRoute): readonly string[] {
  return contentTypes;
}

function contentOf(route: DescribedRoute): object {
  if (Object.keys(route.answers)[0] === '204') return {};
  const schema = route.body === 'Order' ? { schema: { $ref: '#/components/schemas/OrderResults' } } : {};
  return { content: Object.fromEntries(typesOf(route).map((type) => [type, schema])) };
}

function bodyOf(route: DescribedRoute): object {
  if (route.body === undefined) return {};
  const schema = { $ref: `#/components/schemas/${route.body}` };
  return {
    requestBody: { required: true, content: Object.fromEntries(typesOf(route).map((type) => [type, { schema }])) },
  };
}
