import type { InstanceStatus } from '@nest-eureka/protocol';

/** Instances that are meant: one, or all of an application. */
export interface Target {
  /** In upper case. */
  readonly app: string;
  readonly id: string | undefined;
}

/** What is to be done. */
export type Deed =
  | { readonly action: 'drain' }
  | { readonly action: 'restore' }
  /** With a time it may not come back before that is over. */
  | { readonly action: 'evict' }
  | { readonly action: 'override'; readonly status: InstanceStatus }
  | { readonly action: 'weight'; readonly weight: number }
  | { readonly action: 'metadata'; readonly entries: ReadonlyMap<string, string> };

export type Action = Deed['action'];
export const ACTIONS: readonly Action[] = ['drain', 'restore', 'evict', 'override', 'weight', 'metadata'];

/** An operator's order. */
export interface Order {
  readonly deed: Deed;
  readonly targets: readonly Target[];
  /** The user. */
  readonly by: string;
  readonly owner: string | undefined;
  readonly reason: string | undefined;
  /** How long it holds, in ms; undefined: until it is taken back. */
  readonly forMs: number | undefined;
}

/** How an instance is shown. */
export interface Shown {
  readonly status: InstanceStatus;
  readonly overriddenStatus: InstanceStatus;
  /** Of the metadata what the order is about. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What became of an order for one instance. */
export interface OrderResult {
  readonly app: string;
  /** Undefined: there is no instance of that application. */
  readonly id: string | undefined;
  /** `unchanged`: it was so already; `unknown`: no such instance is registered. */
  readonly outcome: 'changed' | 'unchanged' | 'unknown';
  readonly before: Shown | undefined;
  readonly after: Shown | undefined;
  /** Wall clock, in ms; undefined where nothing ends by itself. */
  readonly until: number | undefined;
}

/** `too-many`: so many instances need a reason, and nothing was done. */
export type OrderOutcome =
  | { readonly kind: 'done'; readonly results: readonly OrderResult[] }
  | { readonly kind: 'too-many'; readonly instances: number; readonly limit: number };
