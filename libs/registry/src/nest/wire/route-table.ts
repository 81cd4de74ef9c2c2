import type { Weight } from '../../security/limits/caller-rates.js';
import { roleOfRoute } from '../../security/route-roles.js';
import type { Needed } from '../../security/route-roles.js';
import type { Reply } from './reply.js';
import type { WireRequest } from './wire-request.js';

export type Handler = (request: WireRequest) => Reply | Promise<Reply>;

const WEIGHTS: Readonly<Record<string, Weight>> = {
  'GET apps': 'full fetch',
  'POST apps/*': 'register',
  'PUT apps/*/*': 'vital',
  'DELETE apps/*/*': 'vital',
};

/** What answers a method of a path. */
export interface Answering {
  readonly handle: Handler;
  /** Its answer is neither JSON nor XML, whatever Accept allows. @default false */
  readonly takesAnyAccept?: boolean;
}

/** The same with who may call it. */
export interface Operation extends Answering {
  /** As the table of roles names it: `GET apps/*`. */
  readonly name: string;
  readonly needs: Needed;
  /** What it is worth when there is too much of everything. */
  readonly weight: Weight;
}

interface RouteOf<T> {
  readonly pattern: readonly string[];
  readonly operations: Readonly<Record<string, T>>;
}

/** One path of the API; `*` stands for any segment. */
export type Route = RouteOf<Answering>;

/** The same with who may call what of it. */
export type GuardedRoute = RouteOf<Operation>;

/** Finds the route of a path. Routes are tried in their order, so that `apps/delta` comes before `apps/*`. */
export class RouteTable {
  readonly #byStart = new Map<string, GuardedRoute[]>();

  /** Throws for a route that the table of roles does not have. */
  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const start = route.pattern[0] ?? '';
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), withRoles(route)]);
    }
  }

  /** Every route as the table of roles names it. */
  get names(): readonly string[] {
    return [...this.#byStart.values()]
      .flat()
      .flatMap(({ pattern, operations }) => Object.keys(operations).map((method) => routeName(method, pattern)));
  }

  find(segments: readonly string[]): GuardedRoute | undefined {
    const candidates = this.#byStart.get(segments[0] ?? '');
    return candidates?.find((route) => matches(route.pattern, segments));
  }
}

function routeName(method: string, pattern: readonly string[]): string {
  return `${method} ${pattern.join('/')}`;
}

function weightOf(name: string): Weight {
  return WEIGHTS[name] ?? 'read';
}

function withRoles({ pattern, operations }: Route): GuardedRoute {
  const entries = Object.entries(operations).map(([method, answering]) => {
    const name = routeName(method, pattern);
    const needs = roleOfRoute(name);
    if (needs === undefined) throw new Error(`${name} is not in the table of roles`);
    return [method, { ...answering, name, needs, weight: weightOf(name) }] as const;
  });
  return { pattern, operations: Object.fromEntries(entries) };
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.length !== segments.length) return false;
  for (let index = 1; index < pattern.length; index++) {
    const wanted = pattern[index];
    if (wanted === '*' ? segments[index] === '' : wanted !== segments[index]) return false;
  }
  return true;
}

/** The operation for a method; HEAD is answered as GET without its body. */
export function operationFor(route: GuardedRoute, method: string): Operation | undefined {
  return route.operations[method === 'HEAD' ? 'GET' : method];
}

/** The order that Java's hash set gives the methods; clients do not care, comparisons do. */
const ALLOW_ORDER = ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT'];

/** The Allow header: of a 405 without HEAD, of OPTIONS with it, as the live server has them (wire-live.md 4.5). */
export function allowOf(route: GuardedRoute, withHead: boolean): string {
  const methods = new Set([...Object.keys(route.operations), 'OPTIONS']);
  if (withHead && methods.has('GET')) methods.add('HEAD');
  return ALLOW_ORDER.filter((method) => methods.has(method)).join(',');
}
