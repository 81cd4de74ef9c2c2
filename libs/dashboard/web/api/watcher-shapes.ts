/** One stream; what its client says of itself may be anything. */
export interface WatcherView {
  readonly name?: string;
  readonly user?: string;
  readonly address?: string;
  readonly client?: string;
  /** Since when; of the server's clock, in ms. */
  readonly at?: number;
  readonly watches: 'everything' | 'a part';
  readonly confirms: boolean;
  /** Revisions. */
  readonly told?: number;
  readonly seen?: number;
  readonly isCurrent: boolean;
}

/** `x/apps/{app}/{id}/watchers`. */
export interface WatchersDocument {
  readonly revision: number;
  readonly streams: number;
  readonly behind: number;
  /** Some of them. */
  readonly watchers: readonly WatcherView[];
  readonly polls: { readonly named: number; readonly nameless: boolean };
  readonly otherNodes: number;
}
