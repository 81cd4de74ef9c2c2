/** What operators do from the command line. */
export const ACTIONS = ['drain', 'restore', 'evict', 'override', 'weight', 'metadata'] as const;
export type Action = (typeof ACTIONS)[number];

/** What an action is about beyond the instances; each has what it needs. */
export interface OrderContent {
  /** Of an override; in upper case. */
  readonly status?: string;
  readonly weight?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface Order {
  readonly action: Action;
  readonly content: OrderContent;
  /** In upper case. */
  readonly app: string;
  /** `all`: every instance of the application. */
  readonly ids: readonly string[] | 'all';
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  /** Undefined: until it is taken back; for an eviction: it may come back at once. */
  readonly forMs: number | undefined;
}

/** What became of an order for one instance. */
export interface OrderResult {
  readonly app: string;
  /** Undefined: there is no instance of that application. */
  readonly id: string | undefined;
  readonly outcome: 'changed' | 'unchanged' | 'unknown' | 'failed';
  /** The status shown, or the metadata that the order is about; undefined where it was not registered. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Wall clock, in ms. */
  readonly until: number | undefined;
  /** Of one that failed. */
  readonly message?: string;
}

/** `administration`: as x/admin/… does it; `eureka`: by the calls that every Eureka server has. */
export type OrderEnd =
  | { readonly kind: 'done'; readonly by: 'administration' | 'eureka'; readonly results: readonly OrderResult[] }
  | { readonly kind: 'refused'; readonly message: string };
