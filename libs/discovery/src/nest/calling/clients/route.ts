/** Where an argument of a client's method goes. */
export type Binding =
  | { readonly place: 'path'; readonly name: string }
  /** Without a name, the argument is an object of parameters. */
  | { readonly place: 'query'; readonly name: string | undefined }
  | { readonly place: 'header'; readonly name: string }
  | { readonly place: 'body' };

/** One method of a client. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the decorators of a client's methods have said so far. */
interface Noted {
  readonly routes: Map<string, Route>;
  readonly bindings: Map<string, Map<number, Binding>>;
}

/** Known to every copy of this package, ES module or CommonJS. */
const NOTED = Symbol.for('nest-eureka:client-routes');

export function noteRoute(prototype: object, name: string, route: Route): void {
  notedOn(prototype).routes.set(name, route);
}

export function noteBinding(prototype: object, name: string, index: number, binding: Binding): void {
  const { bindings } = notedOn(prototype);
  const ofMethod = bindings.get(name) ?? new Map<number, Binding>();
  bindings.set(name, ofMethod.set(index, binding));
}

/** All methods of a client, inherited ones included. */
export function routesOf(prototype: object): ReadonlyMap<string, Route> {
  return new Map(chainOf(prototype).flatMap(({ routes }) => [...routes]));
}

export function bindingsOf(prototype: object, name: string): ReadonlyMap<number, Binding> {
  return (
    chainOf(prototype)
      .findLast(({ bindings }) => bindings.has(name))
      ?.bindings.get(name) ?? new Map()
  );
}

function notedOn(prototype: object): Noted {
  const known = Object.getOwnPropertyDescriptor(prototype, NOTED)?.value as Noted | undefined;
  if (known !== undefined) return known;
  const noted: Noted = { routes: new Map(), bindings: new Map() };
  Object.defineProperty(prototype, NOTED, { value: noted });
  return noted;
}

/** The eldest ancestor first. */
function chainOf(prototype: object): readonly Noted[] {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const inherited = parent === null ? [] : chainOf(parent);
  return Object.hasOwn(prototype, NOTED) ? [...inherited, notedOn(prototype)] : inherited;
}
