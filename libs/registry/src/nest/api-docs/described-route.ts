/** A value that a call takes. */
export interface DescribedParameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly description: string;
  readonly required?: boolean;
}

/** What is to be told about one method of one route, beside who may call it. */
export interface DescribedRoute {
  readonly tag: Tag;
  /** The route with names for its segments: `apps/{app}/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly parameters?: readonly DescribedParameter[];
  /** Name of the schema of its body. */
  readonly body?: string;
  /** By status; 401 and 403 follow from who may call, 413 and 415 from the body, 429 from the path. */
  readonly answers: Readonly<Record<number, string>>;
  /** Of the first answer. @default JSON and XML below the API, JSON elsewhere */
  readonly contentTypes?: readonly string[];
}

export const TAGS = {
  Eureka: 'The calls of every Eureka client and server.',
  Administration: 'What operators do.',
  Observation: 'What operators read.',
  'Change stream': 'Changes as they happen.',
  Replication: 'Between servers.',
  Sessions: 'Signing in with a browser.',
  Actuator: 'Health, metrics and build, where Spring Boot has them.',
  Pages: 'For people.',
} as const;

export type Tag = keyof typeof TAGS;

export function query(name: string, description: string, required = false): DescribedParameter {
  return { name, in: 'query', description, required };
}

export function header(name: string, description: string): DescribedParameter {
  return { name, in: 'header', description };
}
