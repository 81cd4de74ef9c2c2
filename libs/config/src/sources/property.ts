/** One key with its value, as one source states it. */
export interface Property {
  /** As written: dotted (`eureka.server.users[0].name`) or a variable's name (`EUREKA_SERVER_USERS_0_NAME`). */
  readonly name: string;
  /** Placeholders unresolved. */
  readonly value: string;
  /** Such as `application.yml (line 3)`. */
  readonly origin: string;
  /** True for variables: underscores separate elements or stand inside one, nobody can tell. */
  readonly isVariable: boolean;
}

/** Properties that stand at one place in the order of precedence. */
export interface PropertySource {
  /** As the start-up line shows it. */
  readonly label: string;
  readonly properties: readonly Property[];
}

/** The documents of one file, or why there are none. */
export type ParsedDocuments =
  | { readonly kind: 'documents'; readonly documents: readonly (readonly Property[])[] }
  | { readonly kind: 'broken'; readonly line: number | undefined; readonly reason: string };
